/** Count, mean and sum of squared deviations (M2) of a sample: all that a variance needs, and mergeable. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of (u − mean)² over the sample; never negative. */
  readonly squares: number;
}

export const NO_MOMENTS: Moments = { count: 0, mean: 0, squares: 0 };

/**
 * Moments of two samples together.
 *
 * Source: Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample
 * variances", eq. 2.1. Not associative in the last bits: whoever merges fixes the order.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const difference = b.mean - a.mean;
  return {
    count,
    mean: a.mean + difference * (b.count / count),
    squares: a.squares + b.squares + difference * difference * ((a.count / count) * b.count),
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
