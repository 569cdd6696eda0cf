import {
  euclideanLength,
  plus,
  scaled,
  scaledVariance,
  quotient,
  unknown,
} from '../../truth/exact/exact-number.ts';
import type { Exact, ExactEstimate } from '../../truth/exact/exact.ts';
import { NO_KURTOSIS } from '../../truth/exact/lacks.ts';

/** Both estimates of a row, the ratio of their variances, and how far a measured log ratio may be off. */
export interface KnownPair {
  readonly gradient: Exact;
  readonly first: ExactEstimate;
  readonly second: ExactEstimate;
  readonly ratio: Exact;
  readonly logRatioError: Exact;
}

const NO_ERROR = unknown('the error of a ratio of two traces is not worked out');

/**
 * The pair of the whole gradient, from those of its parts and their scales: variances are traces, the sums of
 * those of the parts; gradient, mean and bias are Euclidean lengths.
 *
 * Domain: at least one part.
 */
export function totalPair(parts: readonly (readonly [pair: KnownPair, scale: number])[]): KnownPair {
  const first = totalEstimate(parts.map(([pair, scale]) => [pair.first, scale]));
  const second = totalEstimate(parts.map(([pair, scale]) => [pair.second, scale]));
  return {
    gradient: euclideanLength(parts.map(([pair, scale]) => scaled(pair.gradient, scale))),
    first,
    second,
    ratio: quotient(first.variance, second.variance),
    logRatioError: NO_ERROR,
  };
}

function totalEstimate(parts: readonly (readonly [estimate: ExactEstimate, scale: number])[]): ExactEstimate {
  const lengthOfEach = (of: (estimate: ExactEstimate) => Exact): Exact =>
    euclideanLength(parts.map(([estimate, scale]) => scaled(of(estimate), scale)));
  return {
    mean: lengthOfEach(({ mean }) => mean),
    bias: lengthOfEach(({ bias }) => bias),
    variance: parts.map(([{ variance }, scale]) => scaledVariance(variance, scale)).reduce(plus),
    kurtosis: unknown(NO_KURTOSIS),
  };
}
