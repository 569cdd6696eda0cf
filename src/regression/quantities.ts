import { log } from '../elementary/log.ts';
import { blockCount } from '../grid/blocks.ts';
import type { SummaryRow } from '../results/columns.ts';
import { MOST_RUNS } from '../statistics/cell-moments.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import type { Difference } from './minimum-effect.ts';
import type { Relation } from './relation.ts';

/*
 * What is tested of a row. A measured variance s² of n values with kurtosis κ has
 *
 *   Var log s² ≈ v = (κ − 1)/n + 2/(n(n − 1)),   E log s² ≈ log σ² − v/2
 *
 * (delta method on Var s² = σ⁴·v, Cramér 1946, sect. 27.4), so log s² + v/2 is compared. κ is the exact kurtosis of the
 * row; for the variance over draws it is 3 + m(κ − 3), as κ = 3 + (κ_draw − 3)/m. The standard error of the log ratio is
 * the exact one behind the z score, (log ratio − log exact ratio)/z; without a z score, that of the interval.
 *
 * The difference of the two sides has the variance v_b + v_n where they are independent. Where the shorter one (n1 values)
 * is the beginning of the longer one (n2), Cov = v(n2), so it is v(n1) − v(n2) = v·(1/n1 − 1/n2).
 *
 * A variance has heavier tails than a normal: its excess kurtosis is nearly that of the squared deviations over n. Those
 * are not in the row; 2.4·κ², that of a Laplace variable, stands for them (a normal has 1.7·κ²). Student's t has the same
 * excess with 4 + 6n/(2.4·κ²) degrees of freedom, and tests use that.
 */

export type QuantityName =
  | 'variance_ratio'
  | 'variance_1'
  | 'variance_2'
  | 'draw_variance_1'
  | 'draw_variance_2'
  | 'mean_1'
  | 'mean_2';

/** A difference, new less base: of logs, or of means in standard deviations of one estimate. */
export interface Quantity extends Difference {
  readonly name: QuantityName;
  /** `standardError`² were both sides one trial long and independent; 0 for quantities that decide no equivalence. */
  readonly varianceAtOneTrial: number;
}

/** A side's value, its sampling variance, and the degrees of freedom of that. */
interface Estimate {
  readonly value: number;
  readonly variance: number;
  readonly degrees: number;
}

/** Every quantity of the row that can be tested. */
export function quantitiesOf(base: SummaryRow, next: SummaryRow, relation: Relation): readonly Quantity[] {
  const found: Quantity[] = [];
  const add = (name: QuantityName, was: Estimate | null, is: Estimate | null): void => {
    if (was !== null && is !== null) found.push(quantity(name, was, is, base, next, relation));
  };
  add('variance_ratio', logRatio(base), logRatio(next));
  for (const i of [1, 2] as const) {
    add(`variance_${i}`, logVariance(base, i), logVariance(next, i));
    // At m = 1 the two variances are the same bits.
    if (base.m !== 1) add(`draw_variance_${i}`, logDrawVariance(base, i), logDrawVariance(next, i));
    const scale = deviation(base, next, i);
    add(`mean_${i}`, scaledMean(base, i, scale), scaledMean(next, i, scale));
  }
  return found;
}

/** Rounding of long sums and errors of exact values stay below it; estimators in proportion have a ratio without noise. */
const LEAST_ERROR = 1e-9;

function quantity(
  name: QuantityName,
  was: Estimate,
  is: Estimate,
  base: SummaryRow,
  next: SummaryRow,
  relation: Relation,
): Quantity {
  const [from, to] = [base.trials ?? 0, next.trials ?? 0];
  const shorter = from <= to ? was.variance : is.variance;
  const shared = shorter * (1 - Math.min(from, to) / Math.max(from, to));
  const variance = relation === 'prefix' ? shared : was.variance + is.variance;
  return {
    name,
    difference: is.value - was.value,
    standardError: Math.max(LEAST_ERROR, Math.sqrt(variance)),
    degrees: Math.min(was.degrees, is.degrees),
    varianceAtOneTrial: DECIDES.has(name) ? was.variance * from + is.variance * to : 0,
  };
}

/** Equivalence is claimed of what the row is about: the ratio and the two variances of an estimate. */
const DECIDES: ReadonlySet<QuantityName> = new Set(['variance_ratio', 'variance_1', 'variance_2']);

export function decidesEquivalence({ name }: Quantity): boolean {
  return DECIDES.has(name);
}

function logRatio(row: SummaryRow): Estimate | null {
  const { variance_ratio: ratio, variance_ratio_exact: exact, z_score: z, trials } = row;
  if (ratio === null || ratio <= 0 || trials === null || row.ci_quality !== 'ok') return null;
  const bias = (relativeVariance(row, 1) ?? 0) - (relativeVariance(row, 2) ?? 0);
  const value = log(ratio) + bias / 2;
  // Below 1e-6 the difference of the logs holds too few digits.
  if (z !== null && exact !== null && Math.abs(z) > 1e-6) {
    const error = (log(ratio) - log(exact)) / z;
    const kurtosis = Math.max(row.kurtosis_1 ?? 3, row.kurtosis_2 ?? 3);
    return { value, variance: error * error, degrees: tailDegrees(kurtosis, trials) };
  }
  const { variance_ratio_low: low, variance_ratio_high: high } = row;
  if (low === null || high === null) return null;
  const error = (log(high) - log(low)) / (2 * NORMAL_QUANTILE);
  return { value, variance: error * error, degrees: groupDegrees(trials, row.m ?? 1) };
}

/** The interval has a quantile of Student's t of at least this, so that its width divided by it is never too small. */
const NORMAL_QUANTILE = 1.959963984540054;

/** Groups of the jackknife less one; the last run of blocks may have been joined to the one before. */
function groupDegrees(trials: number, m: number): number {
  const blocks = blockCount(trials, m);
  const runs = Math.ceil(blocks / Math.ceil(blocks / MOST_RUNS));
  return 8 * Math.max(1, runs - 1) - 1;
}

/** See above: of Student's t that stands for the log of a variance of n values. */
function tailDegrees(kurtosis: number, n: number): number {
  return Math.floor(4 + (2.5 * n) / (kurtosis * kurtosis));
}

function logVariance(row: SummaryRow, i: 1 | 2): Estimate | null {
  const measured = row[`variance_${i}`];
  const variance = tame(row, i) ? relativeVariance(row, i) : null;
  if (measured === null || measured <= 0 || variance === null || constant(row, i)) return null;
  const degrees = tailDegrees(row[`kurtosis_${i}`] ?? 3, row.trials ?? 0);
  return { value: log(measured) + variance / 2, variance, degrees };
}

/** Var s²/σ⁴ over the trials; null where the kurtosis is not known. */
function relativeVariance(row: SummaryRow, i: 1 | 2): number | null {
  const [kurtosis, trials] = [row[`kurtosis_${i}`], row.trials];
  return kurtosis === null || trials === null || trials < 2 ? null : ofVariance(kurtosis, trials);
}

function ofVariance(kurtosis: number, n: number): number {
  return (kurtosis - 1) / n + 2 / (n * (n - 1));
}

function logDrawVariance(row: SummaryRow, i: 1 | 2): Estimate | null {
  const measured = row[`draw_variance_${i}`];
  const { m, trials } = row;
  const kurtosis = row[`kurtosis_${i}`];
  if (measured === null || measured <= 0 || m === null || trials === null || kurtosis === null) return null;
  const ofDraw = 3 + m * (kurtosis - 3);
  if (constant(row, i) || trials * m < TRIALS_PER_KURTOSIS * ofDraw) return null;
  const variance = ofVariance(ofDraw, trials * m);
  return { value: log(measured) + variance / 2, variance, degrees: tailDegrees(ofDraw, trials * m) };
}

function scaledMean(row: SummaryRow, i: 1 | 2, scale: number | null): Estimate | null {
  const { trials } = row;
  const [mean, exact] = [row[`mean_${i}`], row[`variance_${i}_exact`]];
  if (mean === null || trials === null || scale === null || !tame(row, i) || constant(row, i)) return null;
  const error = exact === null ? row[`mean_${i}_mcse`] : Math.sqrt(exact / trials);
  if (error === null || error <= 0) return null;
  const scaled = error / scale;
  return { value: mean / scale, variance: scaled * scaled, degrees: Infinity };
}

/** Standard deviation of one estimate: exact, or measured on the base side; null where it is 0. */
function deviation(base: SummaryRow, next: SummaryRow, i: 1 | 2): number | null {
  const variance = base[`variance_${i}_exact`] ?? base[`variance_${i}`] ?? next[`variance_${i}`];
  return variance === null || variance <= 0 ? null : Math.sqrt(variance);
}

/** Whether the trials are enough for the kurtosis, as `ci_quality` judges them. */
function tame(row: SummaryRow, i: 1 | 2): boolean {
  const kurtosis = row[`kurtosis_${i}`];
  if (kurtosis === null) return row.ci_quality === 'ok';
  return (row.trials ?? 0) >= TRIALS_PER_KURTOSIS * kurtosis;
}

/** Whether all estimates are the same: what varies is rounding. */
export function constant(row: SummaryRow, i: 1 | 2): boolean {
  return (
    row[`variance_${i}_exact`] === 0 ||
    row.status === `zero_variance_${i}` ||
    row.status === 'zero_variance_both'
  );
}
