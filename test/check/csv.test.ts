import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersOf, sampleFile } from './sample-file.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x));

test('numbers written in any usual way are read back bit for bit', () => {
  const layout = fc.record({
    end: fc.constantFrom('\n', '\r\n'),
    delimiter: fc.constantFrom(',', '\t', ';'),
    columns: fc.integer({ min: 1, max: 3 }),
    header: fc.boolean(),
    quoted: fc.boolean(),
    mark: fc.boolean(),
    comment: fc.boolean(),
    last: fc.boolean(),
  });
  const rows = fc.array(finite, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(layout, rows, fc.nat(2), (given, numbers, place) => {
      const { end, delimiter, columns, header, quoted, mark, comment, last } = given;
      const chosen = place % columns;
      const line = (cell: string) =>
        Array.from({ length: columns }, (_, i) => (i === chosen ? cell : '7')).join(delimiter);
      const names = Array.from({ length: columns }, (_, i) => (i === chosen ? '"grad µ"' : `"x${i}"`));
      const cells = numbers.map((x) => (quoted ? `"${x}"` : String(x)));
      const lines = [
        ...(comment ? ['# written by a test'] : []),
        ...(header ? [names.join(delimiter)] : []),
        ...cells.map(line),
      ];
      const text = (mark ? '\ufeff' : '') + lines.join(end) + (last ? end : '');
      const column = columns === 1 ? null : header ? 'grad µ' : String(chosen + 1);
      expect(numbersOf(sampleFile('a.csv', text), column)).toEqual(numbers);
    }),
    { numRuns: 300 },
  );
});

test('rows that straddle the pieces in which a file is read are read whole', () => {
  const numbers = Array.from({ length: 200_000 }, (_, i) => Math.sin(i) * 1e3);
  const text = numbers.map((x) => `${x}\r\n`).join('');
  expect(text.length).toBeGreaterThan(3 * (1 << 20));
  expect(numbersOf(sampleFile('long.csv', text))).toEqual(numbers);
});

test.each([
  ['nothing', '', null, /the file is empty/],
  ['a word', '1\nabc\n', null, /line 2: found "abc", expected a finite decimal number/],
  ['a word in a first line that begins like a number', '1.2.3\n4\n', null, /line 1: found "1.2.3"/],
  ['NaN', '1\nNaN\n', null, /line 2: found "NaN"/],
  ['NA as R writes it', '"x"\n1\nNA\n', null, /line 3: found "NA"/],
  ['an infinity', '1\nInf\n', null, /line 2: found "Inf"/],
  ['a number beyond the doubles', '1e400\n1\n', null, /line 1: found "1e400"/],
  ['a hexadecimal number', '1\n0x1F\n', null, /line 2/],
  ['a number with a thousands separator', '1\n1_000\n', null, /line 2/],
  ['a decimal comma', '1.5\n2,5\n', null, /line 2: found 2 cells, expected 1/],
  ['a row too short', 'a,b\n1,2\n3\n', 'a', /line 3: found 1 cells, expected 2/],
  ['a row too long', 'a,b\n1,2\n3,4,5\n', 'a', /line 3: found 3 cells/],
  ['an empty cell', 'a,b\n1,2\n3,\n', 'b', /line 3, column b: found nothing/],
  ['an empty line inside', '1\n\n2\n', null, /line 2: it is empty/],
  ['several columns and none chosen', 'a,b\n1,2\n', null, /found 2 columns \(a, b\), expected one/],
  ['a misspelt column', 'mu,sigma\n1,2\n', 'sigmma', /no column is called 'sigmma'; there are mu, sigma/],
  ['two columns of one name', 'a,a\n1,2\n', 'a', /several columns are called 'a'/],
  ['a line without end', '1'.repeat(2_000_000), null, /a line is longer than/],
  ['UTF-16', Buffer.from('\ufeff1\n2\n', 'utf16le'), null, /UTF-16/],
  ['a zip archive', Buffer.from('PK\x03\x04xxxxxxxxxx', 'latin1'), null, /zip archive/],
  ['a pickle', Buffer.from('\x80\x04\x95xxxxxxxxxx', 'latin1'), null, /Python pickle/],
  ['a Parquet file', 'PAR1xxxxxxxxxxxx', null, /Parquet/],
])('refuses %s', (_, content, column, message) => {
  expect(() => numbersOf(sampleFile('bad.csv', content), column)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) as string }),
  );
});

test('empty lines at the end are no rows', () => {
  expect(numbersOf(sampleFile('a.csv', 'grad\n1\n2\n\n\n'))).toEqual([1, 2]);
});
