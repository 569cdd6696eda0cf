import type { SummaryRow } from '../../tables/columns/columns.ts';

/** The ratio that a row is drawn by: exact where it is known. Null where there is no number to draw. */
export function ratioOfRow(row: SummaryRow): number | null {
  if (row.status.startsWith('infinite') || row.status.startsWith('biased')) return null;
  const ratio = row.variance_ratio_exact ?? row.variance_ratio;
  return ratio !== null && ratio > 0 ? ratio : null;
}
