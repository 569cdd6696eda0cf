import { normquantile } from '../../elementary/normal-quantile.ts';

export interface QuantilePair {
  readonly normal: number;
  readonly observed: number;
}

/**
 * Ordered scores against the normal quantiles of (i + 1/2)/n; of more than `most` scores, so many at even
 * ranks, the two ends always among them.
 */
export function quantilePairs(scores: ArrayLike<number>, most: number): readonly QuantilePair[] {
  const sorted = Float64Array.from(scores).sort();
  const n = sorted.length;
  const count = Math.min(n, most);
  return Array.from({ length: count }, (_, i) => {
    const rank = count === n ? i : Math.round((i * (n - 1)) / (count - 1));
    return { normal: normquantile((rank + 0.5) / n), observed: sorted[rank] ?? 0 };
  });
}
