import type { ExactComponent } from '../oracle/exact.ts';
import type { BuiltIn, Estimator, ExactEstimator } from './estimator.ts';
import type { EstimatorPair } from './registry.ts';

/** Exact quantities of one draw of a base component by estimator of a pair, not by position in `ExactComponent`. */
export interface ExactPair {
  readonly first: ExactEstimator;
  readonly second: ExactEstimator;
}

export function exactPair({ first, second }: EstimatorPair, exact: ExactComponent): ExactPair {
  return { first: builtInOf(first).exact(exact), second: builtInOf(second).exact(exact) };
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

/** Errors: a RangeError for an estimator whose draws the oracle does not know. */
function builtInOf({ name, builtIn }: Estimator): BuiltIn {
  if (builtIn === null) throw new RangeError(`the oracle has no quantities of ${name}`);
  return builtIn;
}
