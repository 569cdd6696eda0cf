import { visibleLine } from './visible.ts';

/** What a cell of a table may hold; null is an empty cell. */
export type CellValue = string | number | null;

/**
 * Text of a CSV cell, before quotes: numbers as the shortest decimals that read back, −0 as 0, null empty.
 * One that begins with `=` or `-` stays as it is, for so do formulas and numbers: a spreadsheet is to read
 * the table of a stranger as text.
 *
 * Errors: a RangeError for a number that is not finite, which is a bug.
 */
export function cellText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return visibleLine(value);
  if (!Number.isFinite(value)) throw new RangeError(`a row holds ${value}; an undefined number must be null`);
  return String(value === 0 ? 0 : value);
}

/** A whole cell, in quotes only where it needs them. */
export function csvCell(value: CellValue): string {
  const text = cellText(value);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its LF. */
export function csvLine(values: readonly CellValue[]): string {
  return `${values.map(csvCell).join(',')}\n`;
}
