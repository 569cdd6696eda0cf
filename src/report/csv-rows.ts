import { COLUMNS, type SummaryRow } from '../tables/columns/columns.ts';
import { csvLine } from '../text/csv.ts';

/** Rows as summary.csv has them, byte by byte. */
export function csvRows(rows: readonly SummaryRow[]): string {
  const names = COLUMNS.map(({ name }) => name);
  return [csvLine(names), ...rows.map((row) => csvLine(names.map((name) => row[name])))].join('');
}
