import { NORMAL_QUANTILE } from '../../elementary/constants.ts';
import type { Exact } from '../../truth/exact/exact.ts';
import { TRIALS_PER_KURTOSIS } from '../../statistics/quality.ts';
import {
  largestDeviation,
  rowVariance,
  squaresAbout,
  squaresWithoutLargest,
  type SampleMoments,
} from './sample-moments.ts';
import type { SampleTest } from '../claim/sample-test.ts';
import {
  lowerVarianceBound,
  meanBound,
  normalProbability,
  trimmedVarianceBound,
  upperVarianceBound,
} from './tail-bounds.ts';

/** Exact moments of one row; the kurtosis is Infinity where it is not known to be finite. */
export interface RowMoments {
  readonly mean: number;
  readonly variance: number;
  readonly kurtosis: number;
}

/**
 * The mean against the exact one, z = (mean − exact)/sqrt(V/n). With 400 rows for each unit of kurtosis p is
 * that of a normal z; below it is Chebyshev's bound. Rows that scatter more than they should may be right in
 * the mean: then p is not below that of their own scatter.
 */
export function meanTest(sample: SampleMoments, exact: RowMoments): SampleTest {
  const { rows, mean } = sample;
  const standardError = Math.sqrt(exact.variance / rows);
  const z = (mean - exact.mean) / standardError;
  const isNormal = rows >= TRIALS_PER_KURTOSIS * exact.kurtosis;
  const half = NORMAL_QUANTILE * Math.sqrt(rowVariance(sample) / rows);
  const own = rowVariance(sample);
  const p = Math.max(
    meanProbability(z, rows, exact.kurtosis),
    own > exact.variance
      ? meanProbability((mean - exact.mean) / Math.sqrt(own / rows), rows, sample.kurtosis)
      : 0,
  );
  return {
    quantity: 'mean',
    statistic: 'mean',
    measured: mean,
    exact: exact.mean,
    standardError,
    z,
    p: Number.isNaN(p) ? 0 : p,
    pAdjusted: 1,
    basis: isNormal ? 'normal' : 'bound',
    interval: isNormal ? [mean - half, mean + half] : null,
    verdict: 'accepted',
  };
}

function meanProbability(z: number, rows: number, kurtosis: number): number {
  return rows >= TRIALS_PER_KURTOSIS * kurtosis ? normalProbability(z) : meanBound(z, rows, kurtosis);
}

/**
 * The sample variance against the exact one. z has the exact standard error V·sqrt((κ − 1)/n + 2/(n(n − 1)));
 * p is twice the smaller of the bounds for "too small" and "too large", which need no normal approximation.
 */
export function varianceTest(sample: SampleMoments, exact: RowMoments): SampleTest {
  const { rows } = sample;
  const { variance, kurtosis } = exact;
  const measured = rowVariance(sample);
  const relativeError = Math.sqrt((kurtosis - 1) / rows + 2 / (rows * (rows - 1)));
  const share = (squares: number): number => squares / rows / variance;
  const low =
    kurtosis < Infinity ? lowerVarianceBound(share(squaresAbout(sample, exact.mean)), rows, kurtosis) : 1;
  // Two statistics are looked at for "too large", so each counts twice.
  const high =
    2 *
    Math.min(
      kurtosis < Infinity
        ? trimmedVarianceBound(share(squaresWithoutLargest(sample, exact.mean)), rows, kurtosis)
        : 1,
      upperVarianceBound(share(sample.squares), rows, kurtosis),
    );
  const half = NORMAL_QUANTILE * relativeError;
  return {
    quantity: 'variance',
    statistic: 'variance',
    measured,
    exact: variance,
    standardError: relativeError < Infinity ? variance * relativeError : null,
    z: relativeError < Infinity ? (measured - variance) / (variance * relativeError) : null,
    p: Math.min(1, 2 * Math.min(low, high)),
    pAdjusted: 1,
    basis: 'bound',
    interval: rows >= TRIALS_PER_KURTOSIS * kurtosis ? [measured * (1 - half), measured * (1 + half)] : null,
    verdict: 'accepted',
  };
}

/** Relative difference that rounding may leave between rows which should all be the same number. */
const ROUNDING = 1e-5;
/** The same relative to what a row is reckoned from, in roundings of its number type. */
const ROUNDINGS = 64;

/**
 * Where the estimator has no variance every row is the exact mean, but for rounding. A mean that is gradient
 * plus bias may be the difference of two large numbers.
 *
 * @param rounding of what a row is reckoned from
 */
export function constantTests(
  sample: SampleMoments,
  { value: mean, error }: Extract<Exact, { readonly kind: 'finite' }>,
  bias: Exact,
  rounding: number,
): readonly SampleTest[] {
  const size = Math.max(Math.abs(mean), bias.kind === 'finite' ? Math.abs(bias.value) : 0);
  const allowed = ROUNDING * size + ROUNDINGS * rounding + error;
  const test = (quantity: 'mean' | 'variance', measured: number, exact: number, off: number): SampleTest => ({
    quantity,
    statistic: quantity,
    measured,
    exact,
    standardError: 0,
    z: null,
    p: off <= allowed ? 1 : 0,
    pAdjusted: 1,
    basis: 'constant',
    interval: null,
    verdict: 'accepted',
  });
  return [
    test('mean', sample.mean, mean, Math.abs(sample.mean - mean)),
    test('variance', rowVariance(sample), 0, largestDeviation(sample, mean)),
  ];
}
