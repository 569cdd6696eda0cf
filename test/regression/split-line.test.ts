import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLine } from '../../src/regression/split-line.ts';
import { fieldText } from './rows.ts';

test('splits what csv-stringify writes as csv-parse does', () => {
  fc.assert(
    fc.property(fc.array(fieldText, { minLength: 1, maxLength: 6 }), (fields) => {
      const line = stringify([fields]).slice(0, -1);
      expect(splitLine(line)).toEqual(fields);
      if (line !== '') expect(parse(`${line}\n`)).toEqual([fields]);
    }),
    { numRuns: 2000 },
  );
});

test.each(['"open', 'a,"open', '"closed"x,b', '"', 'a,"b"c', '"a""'])('refuses the torn line %s', (line) => {
  expect(splitLine(line)).toBeUndefined();
});
