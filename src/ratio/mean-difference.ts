import { effectiveDegrees } from '../statistics/interval-quantiles.ts';
import type { GroupedMoments } from '../statistics/cell-moments.ts';
import { sampleVariance } from '../statistics/moments.ts';
import { kurtosisFromGroups } from '../statistics/quality.ts';
import { studentTail } from '../statistics/student-tail.ts';

/** The mean of one estimator less that of the other. */
export interface MeanDifference {
  readonly difference: number;
  readonly standardError: number;
  /** Probability of so large a difference where both means are the same. */
  readonly p: number;
}

/**
 * Tests whether two estimators have one mean, from the differences of their pairs or from two samples.
 *
 * Student's t with the degrees of freedom of a variance under this kurtosis, Welch's for two samples: under a
 * heavy tail it rejects less. Differences of at most 1e-12 of the means are rounding.
 */
export function meanDifference(
  first: GroupedMoments,
  second: GroupedMoments,
  pairs: GroupedMoments | null,
): MeanDifference {
  const [one, two] = [meanOf(first), meanOf(second)];
  const parts = pairs === null ? [first, second] : [pairs];
  const errors = parts.map(({ pooled }) => (sampleVariance(pooled) ?? 0) / pooled.count);
  const variance = errors.reduce((sum, each) => sum + each, 0);
  const difference = pairs === null ? one - two : meanOf(pairs);
  const standardError = Math.sqrt(variance);
  const rounding = 1e-12 * Math.max(Math.abs(one), Math.abs(two));
  if (Math.abs(difference) <= rounding) return { difference, standardError, p: 1 };
  if (standardError <= rounding) return { difference, standardError, p: 0 };
  const spread = parts.reduce((sum, part, i) => {
    const degrees = effectiveDegrees(kurtosisFromGroups(part), part.pooled.count);
    return sum + (errors[i]! * errors[i]!) / degrees;
  }, 0);
  const degrees = Math.max(1, Math.floor((variance * variance) / spread));
  const p = Math.min(1, 2 * studentTail(Math.abs(difference) / standardError, degrees));
  return { difference, standardError, p };
}

/** Mean of a sample, whose moments are counted from a reference. */
export function meanOf({ reference, pooled }: GroupedMoments): number {
  return reference + pooled.mean;
}
