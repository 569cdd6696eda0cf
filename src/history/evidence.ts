import { log } from '../elementary/log.ts';
import { logVarianceError, logVarianceExcess } from '../statistics/log-variance.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import type { HistoryEvidence } from './history-line.ts';

/*
 * How far the variances and means of an estimator are from the exact ones, in one number each with an exact
 * standard error: a mean over its rows weighted by their precision. Nothing in an error or a weight is
 * measured: which rows count, and how much, does not depend on the draws.
 *
 * Of a variance log(s²/σ²) + v/2 counts, whose variance is v (statistics/log-variance.ts); of a mean its
 * relative deviation, (mean − exact)/exact, of variance σ²/(n·exact²). Rows of one cell share their draws:
 * their errors are added up as though they were one, which can only be too large. Cells have streams of their
 * own.
 */

export interface EvidenceCollector {
  /** Adds a row. Rows of one cell must come one after the other. */
  readonly add: (row: SummaryRow) => void;
  readonly result: () => readonly HistoryEvidence[];
}

/** One row's part. */
interface Deviation {
  readonly value: number;
  readonly variance: number;
  readonly excess: number;
}

interface Tally {
  readonly estimator: string;
  readonly integrand: string;
  readonly quantity: HistoryEvidence['quantity'];
  rows: number;
  weights: number;
  sum: number;
  /** Of the sum, over the cells before the open one; and the sums of its fourth cumulants. */
  variance: number;
  cumulant: number;
  /** Standard error and largest excess of what the open cell adds to the sum. */
  openError: number;
  openExcess: number;
}

export function collectEvidence(): EvidenceCollector {
  const tallies = new Map<string, Tally>();
  const seen = new Set<string>();
  let cell = '';
  const tallyOf = (estimator: string, integrand: string, quantity: HistoryEvidence['quantity']): Tally => {
    const key = JSON.stringify([estimator, integrand, quantity]);
    const there = tallies.get(key);
    if (there !== undefined) return there;
    const nothing = { rows: 0, weights: 0, sum: 0, variance: 0, cumulant: 0, openError: 0, openExcess: 0 };
    const made: Tally = { estimator, integrand, quantity, ...nothing };
    tallies.set(key, made);
    return made;
  };
  const open = new Set<Tally>();
  const close = (): void => {
    seen.clear();
    for (const tally of open) closeCell(tally);
    open.clear();
  };
  return {
    add(row) {
      if (row.cell_id !== cell) close();
      cell = row.cell_id;
      for (const side of [1, 2] as const) {
        const estimator = row[`estimator_${side}`];
        // The last estimator stands in every pair of the cell with the same numbers.
        const place = `${row.component} ${estimator}`;
        if (seen.has(place)) continue;
        seen.add(place);
        for (const [quantity, found] of deviations(row, side))
          for (const integrand of ['', row.integrand]) {
            const tally = tallyOf(estimator, integrand, quantity);
            addRow(tally, found);
            open.add(tally);
          }
      }
    },
    result() {
      close();
      const found = [...tallies.values()].map(evidenceOf);
      const names = new Set(found.map(({ integrand }) => integrand));
      // What a lone integrand says is what all say.
      return names.size > 2 ? found : found.filter(({ integrand }) => integrand === '');
    },
  };
}

function addRow(tally: Tally, { value, variance, excess }: Deviation): void {
  const weight = 1 / variance;
  tally.rows += 1;
  tally.weights += weight;
  tally.sum += weight * value;
  tally.openError += Math.sqrt(weight);
  tally.openExcess = Math.max(tally.openExcess, excess);
}

function closeCell(tally: Tally): void {
  const variance = tally.openError * tally.openError;
  tally.variance += variance;
  tally.cumulant += tally.openExcess * variance * variance;
  tally.openError = 0;
  tally.openExcess = 0;
}

function evidenceOf({
  estimator,
  integrand,
  quantity,
  rows,
  weights,
  sum,
  variance,
  cumulant,
}: Tally): HistoryEvidence {
  return {
    estimator,
    integrand,
    quantity,
    rows,
    deviation: rounded(sum / weights),
    error: rounded(Math.sqrt(variance) / weights),
    excess: rounded(cumulant / (variance * variance)),
  };
}

/** Digits enough, and a line half as long. */
const rounded = (value: number): number => Number(value.toPrecision(7));

/** What a row says of one of its estimators, where its trials are enough for the exact kurtosis. */
function deviations(
  row: SummaryRow,
  side: 1 | 2,
): readonly (readonly [HistoryEvidence['quantity'], Deviation])[] {
  const { trials, gradient_exact: gradient, stopped } = row;
  const exact = row[`variance_${side}_exact`];
  const kurtosis = row[`kurtosis_${side}`];
  const [measured, mean, bias] = [row[`variance_${side}`], row[`mean_${side}`], row[`bias_${side}`]];
  // A row that ended where its interval was narrow has been looked at before.
  if (stopped !== '' || trials === null || exact === null || kurtosis === null || !(exact > 0)) return [];
  if (trials < TRIALS_PER_KURTOSIS * kurtosis || measured === null || measured <= 0) return [];
  const error = logVarianceError(kurtosis, trials);
  const excess = logVarianceExcess(kurtosis, trials);
  const variance = { value: log(measured / exact) + error / 2, variance: error, excess };
  const truth = gradient === null || bias === null ? 0 : gradient + bias;
  if (mean === null || truth === 0) return [['variance', variance]];
  const ofMean = {
    value: mean / truth - 1,
    variance: exact / trials / (truth * truth),
    excess: Math.max(0, kurtosis - 3) / trials,
  };
  return [['variance', variance], ...(ofMean.variance < MOST_ERROR ? [['mean', ofMean] as const] : [])];
}

/** A gradient that is 0 but for rounding has no relative deviation. */
const MOST_ERROR = 1e12;
