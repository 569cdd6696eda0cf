import { visibleLine } from './visible.ts';

/**
 * Text of a CSV cell, before quotes. One that begins with `=` or `-` stays as it is, for so do formulas and numbers: a
 * spreadsheet is to read the table of a stranger as text.
 */
export function cellText(text: string): string {
  return visibleLine(text);
}

/** A whole cell, in quotes only where it needs them. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(value) : cellText(value);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
