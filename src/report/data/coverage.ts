import { NORMAL_QUANTILE } from '../../elementary/constants.ts';
import type { SummaryRow } from '../../tables/columns/columns.ts';

/** Where the last bin begins: few rows lie above. */
const LAST_DECADE = 5;

/** Share of the intervals that hold the exact ratio, among rows of like kurtosis. */
export interface CoverageBin {
  /**
   * Kurtosis from 10^decade up to 10^(decade + 1), the larger of the two estimates; the last bin has no end.
   */
  readonly decade: number;
  readonly intervals: number;
  readonly covering: number;
  readonly share: number;
  /** Wilson's 95 % interval of the share. */
  readonly low: number;
  readonly high: number;
}

export function collectCoverage() {
  const bins = new Map<number, { intervals: number; covering: number }>();
  return {
    add(row: SummaryRow): void {
      const { variance_ratio_exact: exact, variance_ratio_low: low, variance_ratio_high: high } = row;
      if (exact === null || low === null || high === null) return;
      if (row.kurtosis_1 === null || row.kurtosis_2 === null) return;
      const kurtosis = Math.max(row.kurtosis_1, row.kurtosis_2, 1);
      const decade = Math.min(LAST_DECADE, Math.floor(Math.log10(kurtosis)));
      const bin = bins.get(decade) ?? { intervals: 0, covering: 0 };
      bin.intervals += 1;
      if (low <= exact && exact <= high) bin.covering += 1;
      bins.set(decade, bin);
    },
    result: (): readonly CoverageBin[] =>
      [...bins]
        .sort(([a], [b]) => a - b)
        .map(([decade, { intervals, covering }]) => ({
          decade,
          intervals,
          covering,
          share: covering / intervals,
          ...wilson(covering, intervals),
        })),
  };
}

/** Wilson (1927): the shares p with (share − p)² <= 1.96² p(1 − p)/n. */
function wilson(successes: number, n: number): { readonly low: number; readonly high: number } {
  const z = NORMAL_QUANTILE;
  const share = successes / n;
  const center = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
