import { holmAdjusted } from './holm.ts';

/** How the family of rows is corrected; see docs/compare.md for which holds under which dependence. */
export const CORRECTIONS = ['bh', 'by', 'holm'] as const;
export type Correction = (typeof CORRECTIONS)[number];

/**
 * The largest p-value that is rejected, −1 if none is.
 *
 * `bh`: Benjamini and Hochberg 1995, JRSS B 57, sect. 3: the largest p(k) ≤ k·q/n; false discovery rate q.
 * `by`: Benjamini and Yekutieli 2001, Annals of Statistics 29, theorem 1.3: the same with q/(1 + 1/2 + … +
 * 1/n), under any dependence. `holm`: Holm 1979, Scandinavian Journal of Statistics 6: step down while p(k) ≤
 * q/(n − k + 1); probability q of any false rejection, under any dependence.
 */
export function rejectionThreshold(pValues: Float64Array, q: number, correction: Correction): number {
  const sorted = pValues.toSorted();
  return correction === 'holm'
    ? stepDown(sorted, q)
    : stepUp(sorted, correction === 'by' ? q / harmonic(sorted.length) : q);
}

function stepUp(sorted: Float64Array, q: number): number {
  for (let k = sorted.length; k >= 1; k -= 1) {
    const p = sorted[k - 1] ?? 1;
    if (p <= (k * q) / sorted.length) return p;
  }
  return -1;
}

function stepDown(sorted: Float64Array, q: number): number {
  const first = holmAdjusted(sorted).findIndex((p) => p > q);
  return (first < 0 ? sorted.at(-1) : sorted[first - 1]) ?? -1;
}

function harmonic(n: number): number {
  let sum = 0;
  for (let k = n; k >= 1; k -= 1) sum += 1 / k;
  return sum;
}
