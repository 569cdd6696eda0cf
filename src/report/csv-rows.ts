import { COLUMNS, type SummaryRow } from '../results/columns.ts';
import { csvCell } from '../text/csv.ts';

/** Rows as summary.csv has them, byte by byte. */
export function csvRows(rows: readonly SummaryRow[]): string {
  const names = COLUMNS.map(({ name }) => name);
  const lines = rows.map((row) => names.map((name) => csvCell(row[name])).join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}
