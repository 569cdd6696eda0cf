/*
 * How every CSV file of gradvar is written, also the one that the report's page hands out: csv-stringify 6.9.0 takes twice
 * as long a row, 30 s of a run of a million cells, and would be 80 kB of every page. test/results/csv.test.ts holds it
 * against csv-parse.
 */

/** What a cell of a table may hold; null is an empty cell. */
export type CellValue = string | number | null;

/**
 * One line with its LF: quotes only where needed, null as an empty cell, numbers as the shortest decimals that read back.
 *
 * Errors: a RangeError for a number that is not finite, which is a bug.
 */
export function csvLine(values: readonly CellValue[]): string {
  return `${values.map(cellText).join(',')}\n`;
}

/** -0 is written as 0. */
function cellText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  if (!Number.isFinite(value)) throw new RangeError(`a row holds ${value}; an undefined number must be null`);
  return String(value === 0 ? 0 : value);
}

const NEEDS_QUOTES = /[",\n\r]/;
