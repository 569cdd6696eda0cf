import { kurtosisAt } from '../oracle/at-sample-size.ts';
import type { Exact, ExactComponent } from '../oracle/exact.ts';
import type { EstimatorTruth, PairTruth } from '../statistics/pair-truth.ts';
import type { ExactEstimator } from './estimator.ts';
import type { EstimatorPair } from './registry.ts';

/** Exact quantities of a base component by estimator of a pair, not by position in `ExactComponent`. */
export interface ExactPair {
  readonly first: ExactEstimator;
  readonly second: ExactEstimator;
}

export function exactPair({ first, second }: EstimatorPair, exact: ExactComponent): ExactPair {
  return { first: first.exact(exact), second: second.exact(exact) };
}

/** Exact variance 1 over exact variance 2; null unless both are finite and the second is not 0. */
export function exactRatio({ first, second }: ExactPair): number | null {
  const [numerator, denominator] = [first.variance, second.variance];
  if (numerator.kind !== 'finite' || denominator.kind !== 'finite' || denominator.value === 0) return null;
  return numerator.value / denominator.value;
}

/**
 * Exact mean squared error 1 over mean squared error 2 of m-draw estimates, (V1/m + b1²)/(V2/m + b2²), b the bias.
 * null unless everything in it is finite and the denominator is not 0.
 */
export function exactMseRatio({ first, second }: ExactPair, m: number): number | null {
  const numerator = meanSquaredError(first, m);
  const denominator = meanSquaredError(second, m);
  if (numerator === null || denominator === null || denominator === 0) return null;
  return numerator / denominator;
}

function meanSquaredError({ variance, bias }: ExactEstimator, m: number): number | null {
  if (variance.kind !== 'finite' || bias.kind !== 'finite') return null;
  return variance.value / m + bias.value * bias.value;
}

/**
 * What the judgment of a row needs.
 *
 * @param logRatioError `logRatioStandardError` of the oracle at this m and number of trials (it is the same for the
 *   pair turned around)
 */
export function pairTruth(
  pair: EstimatorPair,
  exact: ExactComponent,
  m: number,
  logRatioError: Exact,
): PairTruth {
  const both = exactPair(pair, exact);
  return {
    first: estimatorTruth(both.first, m),
    second: estimatorTruth(both.second, m),
    ratio: exactRatio(both),
    logRatioError: resolved(logRatioError),
  };
}

function estimatorTruth({ variance, bias, kurtosis }: ExactEstimator, m: number): EstimatorTruth {
  return {
    variance: varianceKind(variance),
    bias: biasKind(bias),
    kurtosis: kurtosisOfMean(variance, kurtosis, m),
  };
}

function varianceKind(variance: Exact): EstimatorTruth['variance'] {
  if (variance.kind !== 'finite') return variance.kind;
  return variance.value === 0 ? 'zero' : 'positive';
}

/** A bias comes from a jump of r and is then given as a number that is not 0, however small. */
function biasKind(bias: Exact): EstimatorTruth['bias'] {
  if (bias.kind === 'unknown') return 'unknown';
  return bias.kind === 'finite' && bias.value === 0 ? 'none' : 'some';
}

/** The kurtosis of the mean of m draws is 3 + (kurtosis − 3)/m. */
function kurtosisOfMean(variance: Exact, kurtosis: Exact, m: number): number | null {
  if (variance.kind === 'infinite' || kurtosis.kind === 'infinite') return Infinity;
  const ofMean = kurtosisAt(kurtosis, m);
  return ofMean.kind === 'finite' ? ofMean.value : null;
}

/** A standard error that its own error bound swamps is no yardstick. */
function resolved(exact: Exact): number | null {
  return exact.kind === 'finite' && exact.error < 0.01 * exact.value ? exact.value : null;
}
