import { log } from '../elementary/log.ts';
import type { GroupedMoments } from './cell-moments.ts';
import { mergeMoments, NO_MOMENTS, type Moments } from './moments.ts';

/** What the groups tell about the sampling error of a log ratio of variances. */
export interface Jackknife {
  /** Not finite where it cannot be had: one group, or no variance left without one of the groups. */
  readonly standardError: number;
  /** Skewness and kurtosis of what the groups contribute; 0 and 1 where they contribute nothing. */
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Weighted grouped jackknife of log(variance 1/variance 2), both pooled over the groups.
 *
 * The two samples are paired: group g of both comes from the same draws, and both leave it out together, so that what
 * they share cancels. With d the log ratio less the one without the group, h the total over the size of the group and
 * b = Σ(1 − 1/h)d, a group contributes e = ((h − 1)d − b)/sqrt(h − 1); the standard error is the root mean square of e.
 * For groups of one size that is the plain jackknife.
 *
 * Source: Busing, Meijer and van der Leeden 1999, "Delete-m jackknife for unequal m", Statistics and Computing 9, eq. 9.
 */
export function jackknife(numerator: GroupedMoments, denominator: GroupedMoments): Jackknife {
  const { groups, pooled } = numerator;
  if (groups.length < 2) return { standardError: NaN, skewness: 0, kurtosis: 1 };
  const one = logsWithout(numerator);
  const two = logsWithout(denominator);
  const parts = groups.map(({ count }, g) => ({ h: pooled.count / count, d: two[g]! - one[g]! }));
  const bias = parts.reduce((sum, { h, d }) => sum + (1 - 1 / h) * d, 0);
  const errors = parts.map(({ h, d }) => ((h - 1) * d - bias) / Math.sqrt(h - 1));
  const standardError = Math.sqrt(average(errors.map((e) => e * e)));
  if (!(standardError > 0)) return { standardError, skewness: 0, kurtosis: 1 };
  const standardized = errors.map((e) => e / standardError);
  return {
    standardError,
    skewness: average(standardized.map((e) => e * e * e)),
    kurtosis: average(standardized.map((e) => e * e * e * e)),
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** For each group, log of the sum of squares without it over the whole sum of squares. */
function logsWithout({ groups, pooled }: GroupedMoments): readonly number[] {
  return leaveOneOut(groups).map(({ squares }) => log(squares / pooled.squares));
}

/** The moments of all groups but one, for each; merged, never subtracted, so that nothing cancels. */
function leaveOneOut(groups: readonly Moments[]): readonly Moments[] {
  const before = runningMerge(groups);
  const after = runningMerge(groups.toReversed()).toReversed();
  return groups.map((_, g) => mergeMoments(before[g]!, after[g]!));
}

/** For each group, the merge of those ahead of it. */
function runningMerge(groups: readonly Moments[]): readonly Moments[] {
  let merged = NO_MOMENTS;
  return groups.map((group) => {
    const ahead = merged;
    merged = mergeMoments(merged, group);
    return ahead;
  });
}
