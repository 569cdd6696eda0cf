import type { GroupedMoments } from './cell-moments.ts';
import { sampleVariance } from './moments.ts';
import type { PairTruth } from './pair-truth.ts';
import type { RatioInterval } from './ratio-interval.ts';

/**
 * How far an interval can be trusted: where the trials are too few for the kurtosis, `few_trials` if more
 * would help an ordinary law, `heavy_tail` if the law is what is wrong.
 */
export type IntervalQuality = 'ok' | 'few_trials' | 'heavy_tail' | 'none';

/**
 * Trials needed for each unit of kurtosis. With so many, the 95 % intervals of the coverage study
 * (scripts/coverage-study.ts) hold the true ratio in 94 to 96 %; with far fewer, down to 85 %.
 */
export const TRIALS_PER_KURTOSIS = 400;

/** A tail is heavy from three times the kurtosis of a normal on. */
const HEAVY_KURTOSIS = 9;

/**
 * Quality of the interval of a ratio over the trials. The kurtosis is the exact one of one estimate where it
 * is known, else it is judged from the spread of the group variances.
 */
export function intervalQuality(
  measured: RatioInterval,
  first: GroupedMoments,
  second: GroupedMoments,
  truth: PairTruth,
): IntervalQuality {
  if (measured.kind !== 'interval') return 'none';
  const known = [truth.first.kurtosis, truth.second.kurtosis, estimatedKurtosis(first, second, truth)];
  const kurtosis = Math.max(...known.map((each) => each ?? 0));
  if (first.pooled.count >= TRIALS_PER_KURTOSIS * kurtosis) return 'ok';
  return kurtosis > HEAVY_KURTOSIS ? 'heavy_tail' : 'few_trials';
}

/**
 * The larger kurtosis of those that are not exactly known, judged from the groups; null if both are known.
 */
export function estimatedKurtosis(
  first: GroupedMoments,
  second: GroupedMoments,
  truth: PairTruth,
): number | null {
  const found = [
    ...(truth.first.kurtosis === null ? [kurtosisFromGroups(first)] : []),
    ...(truth.second.kurtosis === null ? [kurtosisFromGroups(second)] : []),
  ];
  return found.length === 0 ? null : Math.max(...found);
}

/**
 * Kurtosis of one estimate from how its variance differs between groups: a group of n values has a variance
 * of relative variance (kurtosis − 1)/n, nearly. Never below the 3 of a normal; Infinity where nothing can be
 * said.
 *
 * It is low where the tail was not met, as every estimate from the sample is; the exact kurtosis goes before
 * it.
 */
export function kurtosisFromGroups({ groups, pooled }: GroupedMoments): number {
  const usable = groups.filter(({ count }) => count > 1);
  const variance = sampleVariance(pooled);
  if (usable.length < 2 || variance === null || variance === 0) return Infinity;
  const spread = usable.reduce((sum, group) => {
    const relative = group.squares / (group.count - 1) / variance - 1;
    return sum + relative * relative * group.count;
  }, 0);
  return Math.max(3, 1 + spread / (usable.length - 1));
}
