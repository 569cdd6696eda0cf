import { COLUMNS } from '../../tables/columns/columns.ts';
import { pairNamesOf } from '../../tables/estimator-pair.ts';
import { pointOf } from '../../tables/points.ts';
import type { ReportRow } from './report-row.ts';
import { ratioOfRow } from './row-ratio.ts';
import type { ViewState } from './view-state.ts';

const SEARCHED = [
  'cell_id',
  'integrand',
  'params',
  'formula',
  'phi',
  'class',
  'component',
  'winner',
  'status',
] as const;

/**
 * The rows of all sample sizes that the filters leave; every word of the search must be found somewhere in
 * the row's texts. A winner is that of the row's point.
 *
 * @param m whose rows say who wins at their points
 */
export function filterRows(
  rows: readonly ReportRow[],
  state: ViewState,
  m: number | null,
): readonly ReportRow[] {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (wanted: string, found: string) => wanted === '' || wanted === found;
  const won =
    state.winner === ''
      ? null
      : new Set(rows.filter((row) => row.m === m && row.winner === state.winner).map(pointOf));
  return rows.filter(
    (row) =>
      (state.pair === '' || state.pair === pairNamesOf(row)) &&
      fits(state.integrand, row.integrand) &&
      fits(state.class, row.class) &&
      (won === null || won.has(pointOf(row))) &&
      fits(state.status, row.status) &&
      words.every((word) => SEARCHED.some((column) => row[column].toLowerCase().includes(word))),
  );
}

/** The order in which a table begins: the strongest effect first. */
export const BY_STRENGTH = '-strength';

/** In the order of a column; empty cells always last. `-` before the name: downwards. */
export function sortRows(rows: readonly ReportRow[], sort: string): readonly ReportRow[] {
  const down = sort.startsWith('-');
  const column = down ? sort.slice(1) : sort;
  const first = rows[0];
  if (sort === BY_STRENGTH) return ordered(rows, strengthOf, true);
  if (first === undefined || !(Object.hasOwn(first, column) || COLUMNS.some(({ name }) => name === column)))
    return rows;
  return ordered(rows, (row) => row[column as keyof ReportRow] as string | number | null, down);
}

function ordered(
  rows: readonly ReportRow[],
  valueOf: (row: ReportRow) => string | number | null,
  down: boolean,
): readonly ReportRow[] {
  const valued = rows.map((row) => ({ row, value: valueOf(row) }));
  valued.sort(({ row: a, value: x }, { row: b, value: y }) => {
    if (x === y) return a.index - b.index;
    if (x === null) return 1;
    if (y === null) return -1;
    return (x < y ? -1 : 1) * (down ? -1 : 1);
  });
  return valued.map(({ row }) => row);
}

/** |log ratio|: how far from even. */
function strengthOf(row: ReportRow): number | null {
  const ratio = ratioOfRow(row);
  return ratio === null ? null : Math.abs(Math.log(ratio));
}

export const keyOf = (row: ReportRow): string => `${row.cell_id}/${row.component}/${pairNamesOf(row)}`;
