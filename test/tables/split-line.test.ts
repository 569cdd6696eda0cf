import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLine } from '../../src/tables/reading/split-line.ts';

test('a line is split as csv-parse splits it', () => {
  const field = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', 'é') });
  const quoted = (text: string) => (/[,"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(fc.array(field, { minLength: 2 }), (fields) => {
      const line = fields.map(quoted).join(',');
      expect(splitLine(line)).toEqual(parse(line)[0]);
      expect(splitLine(line)).toEqual(fields);
    }),
  );
});

test.each(['"a', 'a,"b', '"a"b,c'])('%j is no line', (line) => expect(splitLine(line)).toBeUndefined());
