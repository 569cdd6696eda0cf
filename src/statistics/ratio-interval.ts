import { exp } from '../elementary/exp.ts';
import { log } from '../elementary/log.ts';
import type { GroupedMoments } from './cell-moments.ts';
import {
  differenceQuantiles,
  intervalQuantiles,
  type IntervalQuantiles,
  type OwnGroups,
} from './interval-quantiles.ts';
import { jackknife, type Trace } from './jackknife.ts';

/** Why there is no ratio, or no interval of it. */
export type RatioReason = 'too_few_trials' | 'zero_variance' | 'non_finite' | 'no_draw_variance';

/** A measured variance ratio: with its 95 % interval, alone, or not at all. */
export type RatioInterval =
  | {
      readonly kind: 'interval';
      readonly ratio: number;
      readonly low: number;
      readonly high: number;
      /** Standard error of log ratio. */
      readonly standardError: number;
    }
  | { readonly kind: 'point'; readonly ratio: number; readonly reason: RatioReason }
  | { readonly kind: 'none'; readonly reason: RatioReason };

/**
 * Variance of `numerator` over variance of `denominator`, times relativeScale², with a 95 % interval for the
 * true ratio.
 *
 * The interval is that of the log ratio by a grouped, paired jackknife. A variance under a heavy tail is
 * mostly measured too low, and so is its standard error; therefore the quantiles heed the skewness and
 * kurtosis of what the groups contribute.
 *
 * Domain: two samples in the same groups. Errors: none; without two trials, a variance in the denominator and
 * a finite ratio there is `none`, and `point` where leaving a group out leaves no variance.
 */
export function ratioInterval(
  numerator: GroupedMoments,
  denominator: GroupedMoments,
  relativeScale: number,
): RatioInterval {
  const ratio = (numerator.pooled.squares / denominator.pooled.squares) * relativeScale * relativeScale;
  return checkedInterval(numerator, denominator, ratio, () => {
    const found = jackknife([numerator], [denominator]);
    const quantiles = intervalQuantiles(found, numerator.groups.length);
    return { standardError: found.standardError, quantiles };
  });
}

/** A trace with the sum of its parts, group by group; the means of the sum say nothing. */
export interface TracedMoments {
  readonly parts: Trace;
  readonly sum: GroupedMoments;
}

/**
 * The same for the sums of the variances of several numbers, from the same draws (in the same groups) or from
 * samples of their own.
 */
export function traceRatio(
  numerator: TracedMoments,
  denominator: TracedMoments,
  draws: 'same' | 'own',
): RatioInterval {
  const [one, two] = [numerator.sum, denominator.sum];
  const ratio = one.pooled.squares / (one.pooled.count - 1) / (two.pooled.squares / (two.pooled.count - 1));
  return checkedInterval(one, two, ratio, () => {
    if (draws === 'same') {
      const found = jackknife(numerator.parts, denominator.parts);
      return { standardError: found.standardError, quantiles: intervalQuantiles(found, one.groups.length) };
    }
    const [first, second] = [numerator, denominator].map(({ parts, sum }) => ({
      ...jackknife(parts, null),
      groups: sum.groups.length,
    })) as [OwnGroups, OwnGroups];
    const standardError = Math.sqrt(
      first.standardError * first.standardError + second.standardError * second.standardError,
    );
    return { standardError, quantiles: differenceQuantiles(first, second) };
  });
}

/** How far a log ratio may be off. */
interface Spread {
  readonly standardError: number;
  readonly quantiles: IntervalQuantiles;
}

function checkedInterval(
  numerator: GroupedMoments,
  denominator: GroupedMoments,
  ratio: number,
  spread: () => Spread,
): RatioInterval {
  if (numerator.pooled.count < 2 || denominator.pooled.count < 2)
    return { kind: 'none', reason: 'too_few_trials' };
  if (denominator.pooled.squares === 0) return { kind: 'none', reason: 'zero_variance' };
  if (!Number.isFinite(ratio)) return { kind: 'none', reason: 'non_finite' };
  const { standardError, quantiles } = spread();
  if (!Number.isFinite(standardError)) return { kind: 'point', ratio, reason: 'too_few_trials' };
  const low = ratio * exp(-Math.max(ROUNDING, quantiles.below * standardError));
  const high = ratio * exp(Math.max(ROUNDING, quantiles.above * standardError));
  if (low === 0 || high === Infinity) return { kind: 'point', ratio, reason: 'too_few_trials' };
  return { kind: 'interval', ratio, low, high, standardError };
}

/**
 * Least half width of the log ratio. Where estimator 2 is a multiple of estimator 1 draw by draw (exp(c·z²)
 * at mu = 0) the ratio has no sampling error, and the jackknife sees only the part of the rounding that
 * differs between groups. Rounding common to all groups and the error of the exact ratio stay below this, and
 * any sampling error far above.
 */
const ROUNDING = 1e-10;

/** An interval whose ends are farther from the ratio, on the logarithmic scale, by a factor. */
export function stretched(found: RatioInterval, factor: number): RatioInterval {
  if (found.kind !== 'interval') return found;
  const { ratio, low, high } = found;
  const end = (at: number): number => ratio * exp(factor * log(at / ratio));
  const [from, to] = [end(low), end(high)];
  if (!(from > 0) || !Number.isFinite(to)) return { kind: 'point', ratio, reason: 'too_few_trials' };
  return { ...found, low: from, high: to };
}

/** The three columns of a ratio; null is an empty cell. */
export interface RatioColumns {
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export function ratioColumns(found: RatioInterval): RatioColumns {
  switch (found.kind) {
    case 'interval':
      return { ratio: found.ratio, low: found.low, high: found.high };
    case 'point':
      return { ratio: found.ratio, low: null, high: null };
    case 'none':
      return { ratio: null, low: null, high: null };
  }
}
