import { exp } from '../elementary/exp.ts';
import { log } from '../elementary/log.ts';
import type { GroupedMoments } from './cell-moments.ts';
import { mergeMoments, NO_MOMENTS, type Moments } from './moments.ts';
import type { RatioInterval } from './ratio-interval.ts';
import { studentQuantile95 } from './student.ts';

/**
 * Variance of `numerator` over variance of `denominator`, times relativeScale², with a 95 % interval: ratio·exp(±t·se),
 * where se is the weighted grouped jackknife of the log of the pooled ratio and t Student's quantile for one degree of
 * freedom less than there are groups.
 *
 * The two samples are paired: group g of both comes from the same draws, and both leave it out together, so that
 * what they share cancels. Needs two groups and a variance left whichever group is left out; else `point` or `none`.
 * Source: Busing, Meijer and van der Leeden 1999, "Delete-m jackknife for unequal m", Statistics and Computing 9, eq. 9.
 */
export function ratioInterval(
  numerator: GroupedMoments,
  denominator: GroupedMoments,
  relativeScale: number,
): RatioInterval {
  const quotient = numerator.pooled.squares / denominator.pooled.squares;
  const ratio = quotient * relativeScale * relativeScale;
  if (numerator.pooled.count < 2) return { kind: 'none', reason: 'too_few_trials' };
  if (denominator.pooled.squares === 0) return { kind: 'none', reason: 'zero_variance' };
  if (!Number.isFinite(ratio)) return { kind: 'none', reason: 'non_finite' };
  const standardError = jackknifeError(numerator, denominator);
  if (!Number.isFinite(standardError)) return { kind: 'point', ratio, reason: 'too_few_trials' };
  const halfWidth = Math.max(ROUNDING, studentQuantile95(numerator.groups.length - 1) * standardError);
  const low = ratio * exp(-halfWidth);
  const high = ratio * exp(halfWidth);
  if (low === 0 || high === Infinity) return { kind: 'point', ratio, reason: 'too_few_trials' };
  return { kind: 'interval', ratio, low, high, standardError };
}

/**
 * Least half width. Where estimator 2 is a multiple of estimator 1 draw by draw (exp(c·z²) at mu = 0) the ratio has no
 * sampling error and the jackknife finds only the rounding that differs between groups. What they have in common, the
 * error of the exact ratio included, stays below this; 1e-10 is far below any sampling error that could be met.
 */
const ROUNDING = 1e-10;

/** Standard error of log(variance 1/variance 2); not finite where leaving out a group leaves no variance. */
function jackknifeError(numerator: GroupedMoments, denominator: GroupedMoments): number {
  const { groups, pooled } = numerator;
  if (groups.length < 2) return NaN;
  const one = logsWithout(numerator);
  const two = logsWithout(denominator);
  // h is the total over the size of the group, d the pooled log ratio less the one without the group.
  const parts = groups.map(({ count }, g) => ({ h: pooled.count / count, d: two[g]! - one[g]! }));
  const bias = parts.reduce((sum, { h, d }) => sum + (1 - 1 / h) * d, 0);
  const spread = parts.reduce((sum, { h, d }) => {
    const pseudo = (h - 1) * d - bias;
    return sum + (pseudo * pseudo) / (h - 1);
  }, 0);
  return Math.sqrt(spread / groups.length);
}

/** For each group, log of the sum of squares without it over the whole sum of squares. */
function logsWithout({ groups, pooled }: GroupedMoments): readonly number[] {
  return leaveOneOut(groups).map(({ squares }) => log(squares / pooled.squares));
}

/** The moments of all groups but one, for each; merged, never subtracted, so that nothing cancels. */
function leaveOneOut(groups: readonly Moments[]): readonly Moments[] {
  const after: Moments[] = [];
  let rest = NO_MOMENTS;
  for (const group of groups.toReversed()) {
    after.unshift(rest);
    rest = mergeMoments(group, rest);
  }
  let before = NO_MOMENTS;
  return groups.map((group, g) => {
    const others = mergeMoments(before, after[g]!);
    before = mergeMoments(before, group);
    return others;
  });
}
