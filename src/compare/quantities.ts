import { NORMAL_QUANTILE } from '../elementary/constants.ts';
import { log } from '../elementary/log.ts';
import { blockCount, blockTrials } from '../plan/blocks.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import { endsRun } from '../statistics/cell-moments.ts';
import { degreesOfExcess, logVarianceError, logVarianceExcess } from '../statistics/log-variance.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import type { Difference } from './minimum-effect.ts';
import type { Relation } from './relation.ts';

/*
 * What is tested of a row. A measured variance s² of n values with kurtosis κ has
 *
 *   Var log s² ≈ v = (κ − 1)/n + 2/(n(n − 1)),   E log s² ≈ log σ² − v/2
 *
 * (delta method on Var s² = σ⁴·v, Cramér 1946, sect. 27.4), so log s² + v/2 is compared. κ is the exact
 * kurtosis of the row; for the variance over draws it is 3 + m(κ − 3), as κ = 3 + (κ_draw − 3)/m. The
 * standard error of the log ratio is the exact one behind the z score, (log ratio − log exact ratio)/z;
 * without a z score, that of the interval.
 *
 * The difference of the two sides has the variance v_b + v_n where they are independent. Where the shorter
 * one (n1 values) is the beginning of the longer one (n2), Cov = v(n2), so it is v(n1) − v(n2) = v·(1/n1 −
 * 1/n2).
 *
 * A variance has heavier tails than a normal, by an excess kurtosis e (statistics/log-variance.ts); tests use
 * Student's t with the same excess, that of 4 + 6/e degrees of freedom.
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
  /**
   * `standardError`² were both sides one trial long and independent; 0 for quantities that decide no
   * equivalence.
   */
  readonly varianceAtOneTrial: number;
}

/** A side's value, its sampling variance, and the degrees of freedom of that. */
interface Estimate {
  readonly value: number;
  readonly variance: number;
  readonly degrees: number;
}

/** What a row says of one of its estimators. */
interface Side {
  readonly trials: number;
  readonly m: number;
  readonly mean: number | null;
  readonly mcse: number | null;
  readonly variance: number | null;
  readonly exactVariance: number | null;
  readonly drawVariance: number | null;
  readonly kurtosis: number | null;
  /** Whether all estimates are the same: what varies is rounding. */
  readonly constant: boolean;
  /** Whether the trials are enough for the kurtosis, as `ci_quality` judges them. */
  readonly tame: boolean;
}

/** Every quantity of the row that can be tested. */
export function quantitiesOf(base: SummaryRow, next: SummaryRow, relation: Relation): readonly Quantity[] {
  const found: Quantity[] = [];
  const trials = { from: base.trials ?? 0, to: next.trials ?? 0 };
  const add = (name: QuantityName, was: Estimate | null, is: Estimate | null): void => {
    if (was !== null && is !== null) found.push(quantity(name, was, is, trials, relation));
  };
  const addSide = (
    was: Side,
    is: Side,
    variance: QuantityName,
    draws: QuantityName,
    mean: QuantityName,
  ): void => {
    add(variance, logVariance(was), logVariance(is));
    // At m = 1 the two variances are the same bits.
    if (was.m !== 1) add(draws, logDrawVariance(was), logDrawVariance(is));
    const scale = deviation(was, is);
    add(mean, scaledMean(was, scale), scaledMean(is, scale));
  };
  add('variance_ratio', logRatio(base), logRatio(next));
  addSide(firstSide(base), firstSide(next), 'variance_1', 'draw_variance_1', 'mean_1');
  addSide(secondSide(base), secondSide(next), 'variance_2', 'draw_variance_2', 'mean_2');
  return found;
}

/**
 * Rounding of long sums and errors of exact values stay below it; estimators in proportion have a ratio
 * without noise.
 */
const LEAST_ERROR = 1e-9;

/** Whether its standard error is that of draws, not the floor that stands for rounding. */
export function hasNoise({ standardError }: Quantity): boolean {
  return standardError > LEAST_ERROR;
}

function quantity(
  name: QuantityName,
  was: Estimate,
  is: Estimate,
  { from, to }: { readonly from: number; readonly to: number },
  relation: Relation,
): Quantity {
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

function firstSide(row: SummaryRow): Side {
  return {
    trials: row.trials ?? 0,
    m: row.m ?? 1,
    mean: row.mean_1,
    mcse: row.mean_1_mcse,
    variance: row.variance_1,
    exactVariance: row.variance_1_exact,
    drawVariance: row.draw_variance_1,
    kurtosis: row.kurtosis_1,
    constant: isConstantQuantity(row, 1),
    tame: isTame(row, row.kurtosis_1),
  };
}

function secondSide(row: SummaryRow): Side {
  return {
    trials: row.trials ?? 0,
    m: row.m ?? 1,
    mean: row.mean_2,
    mcse: row.mean_2_mcse,
    variance: row.variance_2,
    exactVariance: row.variance_2_exact,
    drawVariance: row.draw_variance_2,
    kurtosis: row.kurtosis_2,
    constant: isConstantQuantity(row, 2),
    tame: isTame(row, row.kurtosis_2),
  };
}

/** Whether all estimates of an estimator are the same: what varies is rounding. */
export function isConstantQuantity(
  { variance_1_exact, variance_2_exact, status }: SummaryRow,
  i: 1 | 2,
): boolean {
  if ((i === 1 ? variance_1_exact : variance_2_exact) === 0 || status === 'zero_variance_both') return true;
  return status === (i === 1 ? 'zero_variance_1' : 'zero_variance_2');
}

function isTame({ trials, ci_quality }: SummaryRow, kurtosis: number | null): boolean {
  if (kurtosis === null) return ci_quality === 'ok';
  return (trials ?? 0) >= TRIALS_PER_KURTOSIS * kurtosis;
}

function logRatio(row: SummaryRow): Estimate | null {
  const { variance_ratio: ratio, variance_ratio_exact: exact, z_score: z, trials } = row;
  if (ratio === null || ratio <= 0 || trials === null || row.ci_quality !== 'ok') return null;
  const { kurtosis_1: one, kurtosis_2: two } = row;
  const bias =
    one === null || two === null ? 0 : logVarianceError(one, trials) - logVarianceError(two, trials);
  const value = log(ratio) + bias / 2;
  // Below 1e-6 the difference of the logs holds too few digits.
  if (z !== null && exact !== null && Math.abs(z) > 1e-6) {
    const error = (log(ratio) - log(exact)) / z;
    return {
      value,
      variance: error * error,
      degrees: Math.min(tailDegrees(one ?? 3, trials), tailDegrees(two ?? 3, trials)),
    };
  }
  const { variance_ratio_low: low, variance_ratio_high: high } = row;
  if (low === null || high === null) return null;
  // The interval has a quantile of Student's t of at least this, so that the quotient is never too small.
  const error = (log(high) - log(low)) / (2 * NORMAL_QUANTILE);
  return { value, variance: error * error, degrees: groupDegrees(trials, row.m ?? 1) };
}

/** Groups of the jackknife less one; the last run of blocks may have been joined to the one before. */
function groupDegrees(trials: number, m: number): number {
  let runs = 1;
  let inRun = 0;
  for (let block = 0; block < blockCount(trials, m); block += 1) {
    if (endsRun(trials, inRun)) [runs, inRun] = [runs + 1, 0];
    inRun += blockTrials(trials, m, block);
  }
  return 8 * Math.max(1, runs - 1) - 1;
}

/** Of Student's t that stands for the log of a variance of n values. */
function tailDegrees(kurtosis: number, n: number): number {
  return degreesOfExcess(logVarianceExcess(kurtosis, n));
}

function logVariance({ trials, variance: measured, kurtosis, constant, tame }: Side): Estimate | null {
  if (measured === null || measured <= 0 || kurtosis === null || !tame || constant) return null;
  return ofLogVariance(measured, kurtosis, trials);
}

function logDrawVariance({ trials, m, drawVariance: measured, kurtosis, constant }: Side): Estimate | null {
  if (measured === null || measured <= 0 || kurtosis === null || constant) return null;
  const ofDraw = 3 + m * (kurtosis - 3);
  if (trials * m < TRIALS_PER_KURTOSIS * ofDraw) return null;
  return ofLogVariance(measured, ofDraw, trials * m);
}

function ofLogVariance(measured: number, kurtosis: number, n: number): Estimate {
  const variance = logVarianceError(kurtosis, n);
  return { value: log(measured) + variance / 2, variance, degrees: tailDegrees(kurtosis, n) };
}

function scaledMean(side: Side, scale: number | null): Estimate | null {
  const { trials, mean, mcse, exactVariance, constant, tame } = side;
  if (mean === null || scale === null || !tame || constant) return null;
  const error = exactVariance === null ? mcse : Math.sqrt(exactVariance / trials);
  if (error === null || error <= 0) return null;
  const scaled = error / scale;
  return { value: mean / scale, variance: scaled * scaled, degrees: Infinity };
}

/** Standard deviation of one estimate: exact, or measured on the base side; null where it is 0. */
function deviation(was: Side, is: Side): number | null {
  const variance = was.exactVariance ?? was.variance ?? is.variance;
  return variance === null || variance <= 0 ? null : Math.sqrt(variance);
}
