import { exp } from '../elementary/exp.ts';
import type { GroupedMoments } from './cell-moments.ts';
import { intervalQuantiles } from './interval-quantiles.ts';
import { jackknife } from './jackknife.ts';

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
  if (numerator.pooled.count < 2) return { kind: 'none', reason: 'too_few_trials' };
  if (denominator.pooled.squares === 0) return { kind: 'none', reason: 'zero_variance' };
  const ratio = (numerator.pooled.squares / denominator.pooled.squares) * relativeScale * relativeScale;
  if (!Number.isFinite(ratio)) return { kind: 'none', reason: 'non_finite' };
  const found = jackknife(numerator, denominator);
  if (!Number.isFinite(found.standardError)) return { kind: 'point', ratio, reason: 'too_few_trials' };
  const { below, above } = intervalQuantiles(found, numerator.groups.length);
  const low = ratio * exp(-Math.max(ROUNDING, below * found.standardError));
  const high = ratio * exp(Math.max(ROUNDING, above * found.standardError));
  if (low === 0 || high === Infinity) return { kind: 'point', ratio, reason: 'too_few_trials' };
  return { kind: 'interval', ratio, low, high, standardError: found.standardError };
}

/**
 * Least half width of the log ratio. Where estimator 2 is a multiple of estimator 1 draw by draw (exp(c·z²)
 * at mu = 0) the ratio has no sampling error, and the jackknife sees only the part of the rounding that
 * differs between groups. Rounding common to all groups and the error of the exact ratio stay below this, and
 * any sampling error far above.
 */
const ROUNDING = 1e-10;

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
