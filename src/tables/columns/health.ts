import { chi2Survival } from '../../statistics/chi-square.ts';
import type { SummaryRow } from './columns.ts';

/**
 * Do the measured numbers of a pair of estimators agree with the exact ones? Over the rows whose interval has
 * quality `ok`.
 */
export interface Health {
  readonly scores: number;
  readonly chiSquare: number;
  /**
   * Probability of so large a chi-square if all is well; d/dmu and d/dsigma of one cell share draws, so take
   * it as a guide.
   */
  readonly probability: number;
  readonly intervals: number;
  readonly covering: number;
}

export interface PairHealth extends Health {
  readonly estimator1: string;
  readonly estimator2: string;
}

export interface HealthCollector {
  add(row: SummaryRow): void;
  /** One for each pair, in the order of the rows. */
  result(): readonly PairHealth[];
}

interface Tally {
  readonly estimator1: string;
  readonly estimator2: string;
  scores: number;
  chiSquare: number;
  intervals: number;
  covering: number;
}

/**
 * Pairs apart, since all pairs of a cell are measured with the same draws and have one estimator in common.
 */
export function collectHealth(): HealthCollector {
  const tallies = new Map<string, Tally>();
  let lastCell = '';
  return {
    add(row) {
      // log sigma and any phi repeat what mu and sigma say.
      const isBase = row.component === 'mu' || row.component === 'sigma';
      if (isBase) lastCell = row.cell_id;
      if (!isBase && row.cell_id === lastCell) return;
      if (row.ci_quality !== 'ok') return;
      const tally = tallyOf(tallies, row);
      if (row.z_score !== null) {
        tally.scores += 1;
        tally.chiSquare += row.z_score * row.z_score;
      }
      const { variance_ratio_exact: exact, variance_ratio_low: low, variance_ratio_high: high } = row;
      if (exact === null || low === null || high === null) return;
      tally.intervals += 1;
      if (low <= exact && exact <= high) tally.covering += 1;
    },
    result: () =>
      [...tallies.values()].map((tally) => ({
        ...tally,
        probability: tally.scores > 0 ? chi2Survival(tally.chiSquare, tally.scores) : 1,
      })),
  };
}

function tallyOf(tallies: Map<string, Tally>, row: SummaryRow): Tally {
  const key = `${row.estimator_1}/${row.estimator_2}`;
  let tally = tallies.get(key);
  if (tally === undefined) {
    const pair = { estimator1: row.estimator_1, estimator2: row.estimator_2 };
    tally = { ...pair, scores: 0, chiSquare: 0, intervals: 0, covering: 0 };
    tallies.set(key, tally);
  }
  return tally;
}
