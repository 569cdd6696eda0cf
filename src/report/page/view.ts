import { advantageOf, isWin, pairNamesOf } from '../../tables/estimator-pair.ts';
import { pointAxesOf } from '../../tables/row-axes.ts';
import { countedWith, NO_POINTS } from '../../tables/points.ts';
import { filterRows, keyOf } from '../data/filter-rows.ts';
import type { ReportData } from '../data/report-data.ts';
import type { ReportRow } from '../data/report-row.ts';
import type { ViewState } from '../data/view-state.ts';
import type { App } from './app.ts';
import { rowsOfMap } from './map-part.ts';
import { keyOfPair } from './summary-part.ts';

const FILTERS: readonly (keyof ViewState)[] = [
  'pair',
  'integrand',
  'class',
  'winner',
  'status',
  'search',
  'm',
];

/** What is looked at, and what the state makes of it. */
export type View = Omit<App, 'change' | 'choose'>;

/**
 * @param before the view until now, if the rows are the same: what does not change is kept, for the parts
 *   draw what is new
 * @param kept the row that stays chosen unless the state names one
 */
export function viewOf(
  data: ReportData,
  rows: readonly ReportRow[],
  state: ViewState,
  before?: View,
  kept: ReportRow | null = null,
): View {
  const pair = data.findings.find((found) => keyOfPair(found) === state.pair) ?? data.findings[0] ?? null;
  const key = pair === null ? '' : keyOfPair(pair);
  const ofPair =
    before !== undefined && before.pair === pair
      ? before.ofPair
      : data.findings.length === 1
        ? [...rows]
        : rows.filter((row) => pairNamesOf(row) === key);
  const axes = before?.ofPair === ofPair ? before.axes : pointAxesOf(ofPair);
  const isSame = before?.ofPair === ofPair && FILTERS.every((name) => before.state[name] === state[name]);
  const left = isSame ? before : leftBy(ofPair, state, pair);
  const wanted = state.row === '' ? undefined : left.matching.find((row) => isKey(row, state.row));
  const { m, matching, points, filtered, counts, isFiltered } = left;
  const slice = rowsOfMap({ points, ofPair, axes, state });
  const chosen = wanted ?? kept ?? bestOf(state.component + state.at === '' ? points : slice);
  return { data, rows, pair, ofPair, axes, m, matching, points, filtered, counts, isFiltered, state, chosen };
}

type Left = Pick<View, 'm' | 'matching' | 'points' | 'filtered' | 'counts' | 'isFiltered'>;

function leftBy(ofPair: readonly ReportRow[], state: ViewState, pair: View['pair']): Left {
  const largest = ofPair.reduce((most, row) => Math.max(most, row.m ?? 0), 0);
  const m = /^\d/.test(state.m) ? Number(state.m) : largest;
  const all = filterRows(ofPair, { ...state, pair: '' }, m);
  const points = all.filter((row) => row.m === m);
  const matching = /^\d/.test(state.m) ? points : all;
  const isFiltered = all.length < ofPair.length || m !== largest;
  const counts =
    pair === null ? null : isFiltered ? { ...pair, ...points.reduce(countedWith, NO_POINTS) } : pair;
  return { m, matching, points, filtered: state.m === 'all' ? all : points, counts, isFiltered };
}

const isKey = (row: ReportRow, key: string): boolean => key.startsWith(row.cell_id) && keyOf(row) === key;

/** The strongest win is what a reader should see first, else any row. */
export function bestOf(points: readonly ReportRow[]): ReportRow | null {
  const best = points.filter(isWin).reduce<ReportRow | null>((strongest, row) => {
    return strongest === null || advantageOf(row) > advantageOf(strongest) ? row : strongest;
  }, null);
  return best ?? points[0] ?? null;
}
