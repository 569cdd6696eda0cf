import { pairNamesOf } from '../../tables/estimator-pair.ts';
import { filterRows, keyOf } from '../data/filter-rows.ts';
import { isWin } from '../../tables/estimator-pair.ts';
import type { ReportData } from '../data/report-data.ts';
import type { ReportRow } from '../data/report-row.ts';
import type { ViewState } from '../data/view-state.ts';
import type { App } from './app.ts';
import { rowsOfMap } from './map-part.ts';
import { keyOfPair } from './summary-part.ts';

const FILTERS: readonly (keyof ViewState)[] = ['pair', 'integrand', 'class', 'winner', 'status', 'search'];

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
  const isSame = before?.ofPair === ofPair && FILTERS.every((name) => before.state[name] === state[name]);
  const filtered = isSame ? before.filtered : filterRows(ofPair, { ...state, pair: '' });
  const wanted = state.row === '' ? undefined : ofPair.find((row) => isKey(row, state.row));
  const chosen = wanted ?? kept ?? bestOf(rowsOfMap({ filtered, ofPair, state }), filtered);
  return { data, rows, pair, ofPair, filtered, state, chosen };
}

const isKey = (row: ReportRow, key: string): boolean => key.startsWith(row.cell_id) && keyOf(row) === key;

/** The strongest win is what a reader should see first, else any row. */
function bestOf(map: readonly ReportRow[], filtered: readonly ReportRow[]): ReportRow | null {
  const best = map.filter(isWin).reduce<ReportRow | null>((least, row) => {
    return least === null || measured(row) < measured(least) ? row : least;
  }, null);
  return best ?? map[0] ?? filtered[0] ?? null;
}

/** The smaller, the more clearly the challenger wins. */
function measured({ variance_ratio: ratio, winner, estimator_1: first }: ReportRow): number {
  if (ratio === null || ratio === 0) return 1;
  return winner === first ? ratio : 1 / ratio;
}
