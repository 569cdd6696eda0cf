import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { COLUMNS, type SummaryRow } from '../../src/tables/columns/columns.ts';
import { csvHeader, csvText } from '../../src/tables/csv.ts';

const NAMES = COLUMNS.map(({ name }) => name);

function csvOf(rows: readonly SummaryRow[]): string {
  return Buffer.concat([csvHeader(NAMES), csvText(NAMES, rows)]).toString('utf8');
}

function rowOf(value: number | null, label: string): SummaryRow {
  return Object.fromEntries(
    COLUMNS.map(({ name, type }) => [name, type === 'string' ? label : value]),
  ) as unknown as SummaryRow;
}

test('numbers are the shortest decimals that read back as the same doubles; −0 is 0', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const [row] = parse<Record<string, string>>(csvOf([rowOf(value, 'x')]), { columns: true });
      expect(Object.is(Number(row!['mu']), value === 0 ? 0 : value)).toBe(true);
      expect(row!['mu']).toBe(String(value === 0 ? 0 : value));
    }),
    { numRuns: 100 },
  );
});

test('an undefined number is an empty cell, lines end with LF, and only text that needs quotes has them', () => {
  const csv = csvOf([rowOf(null, 'max(z, 0)'), rowOf(1.5, 'a "b"')]);
  const [header, first, second, rest] = csv.split('\n');
  expect(header).toBe(COLUMNS.map(({ name }) => name).join(','));
  expect(first).toBe(COLUMNS.map(({ type }) => (type === 'string' ? '"max(z, 0)"' : '')).join(','));
  expect(second).toBe(COLUMNS.map(({ type }) => (type === 'string' ? '"a ""b"""' : '1.5')).join(','));
  expect(rest).toBe('');
  expect(csv).not.toContain('\r');
});

test('text that a spreadsheet would take for a formula is left as it is', () => {
  expect(csvOf([rowOf(-1, '-z^2')])).toContain('-z^2,-z^2');
});

test.each([NaN, Infinity, -Infinity])('a row that holds %d is an internal error, not a line', (value) => {
  expect(() => csvOf([rowOf(value, 'x')])).toThrow(/null/);
});
