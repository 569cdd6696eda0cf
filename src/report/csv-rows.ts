import { COLUMNS, type SummaryRow } from '../results/columns.ts';

/** Rows as summary.csv has them, byte by byte. */
export function csvRows(rows: readonly SummaryRow[]): string {
  const names = COLUMNS.map(({ name }) => name);
  const lines = rows.map((row) => names.map((name) => cell(row[name])).join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
