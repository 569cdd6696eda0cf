import { COLUMNS } from '../../tables/columns/columns.ts';
import { pairNamesOf } from '../../tables/estimator-pair.ts';
import type { ReportRow } from './report-row.ts';
import type { ViewState } from './view-state.ts';

const SEARCHED = [
  'cell_id',
  'integrand',
  'params',
  'formula',
  'class',
  'component',
  'winner',
  'status',
] as const;

/** The rows that the filters leave; every word of the search must be found somewhere in the row's texts. */
export function filterRows(rows: readonly ReportRow[], state: ViewState): readonly ReportRow[] {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (wanted: string, found: string) => wanted === '' || wanted === found;
  return rows.filter(
    (row) =>
      (state.pair === '' || state.pair === pairNamesOf(row)) &&
      fits(state.integrand, row.integrand) &&
      fits(state.class, row.class) &&
      fits(state.winner, row.winner) &&
      fits(state.status, row.status) &&
      words.every((word) => SEARCHED.some((column) => row[column].toLowerCase().includes(word))),
  );
}

/** In the order of a column; empty cells always last. `-` before the name: downwards. */
export function sortRows(rows: readonly ReportRow[], sort: string): readonly ReportRow[] {
  const down = sort.startsWith('-');
  const column = (down ? sort.slice(1) : sort) as keyof ReportRow;
  const first = rows[0];
  if (first === undefined || !(Object.hasOwn(first, column) || COLUMNS.some(({ name }) => name === column)))
    return rows;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === y) return a.index - b.index;
    if (x === null) return 1;
    if (y === null) return -1;
    return (x < y ? -1 : 1) * (down ? -1 : 1);
  });
}

export const keyOf = (row: ReportRow): string => `${row.cell_id}/${row.component}/${pairNamesOf(row)}`;
