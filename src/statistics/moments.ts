/** Count, mean and sum of squared deviations (M2) of a sample: all that a variance needs, and mergeable. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of (u − mean)² over the sample; never negative. */
  readonly squares: number;
}

export const NO_MOMENTS: Moments = { count: 0, mean: 0, squares: 0 };

/**
 * Moments from sums about a shift c: mean = c + S/n, squares = Q − S²/n, where S = Σ(u−c) and Q = Σ(u−c)².
 *
 * Nothing cancels as long as c is within a few standard deviations of the mean. Rounding below zero becomes 0;
 * NaN and infinity pass through.
 */
export function momentsFromSums(count: number, shift: number, sum: number, squares: number): Moments {
  if (count === 0) return NO_MOMENTS;
  const offset = sum / count;
  return { count, mean: shift + offset, squares: Math.max(0, squares - sum * offset) };
}

/** What the moments of a second sample weigh when they are merged into those of a first. */
export interface MergeWeights {
  /** Of the difference of the means in the mean: n2/(n1 + n2). */
  readonly share: number;
  /** Of the squared difference of the means in the squares: n1·n2/(n1 + n2). */
  readonly between: number;
}

/** Weights for samples of `first` and `second` values, not both 0. */
export function mergeWeights(first: number, second: number): MergeWeights {
  const count = first + second;
  return { share: second / count, between: (first / count) * second };
}

/**
 * Moments of two samples together.
 *
 * Source: Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample
 * variances", eq. 2.1. Not associative in the last bits: whoever merges fixes the order.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const { share, between } = mergeWeights(a.count, b.count);
  const difference = b.mean - a.mean;
  return {
    count: a.count + b.count,
    mean: a.mean + difference * share,
    squares: a.squares + b.squares + difference * difference * between,
  };
}

/** Merges from the first to the last. */
export function mergeAll(parts: readonly Moments[]): Moments {
  return parts.reduce(mergeMoments, NO_MOMENTS);
}

/** Unbiased variance, squares/(count − 1). Domain: count ≥ 2; null below. */
export function sampleVariance({ count, squares }: Moments): number | null {
  return count < 2 ? null : squares / (count - 1);
}
