import { NORMAL_QUANTILE } from '../elementary/constants.ts';
import { log1p } from '../elementary/log.ts';
import type { PairTruth } from './pair-truth.ts';
import { TRIALS_PER_KURTOSIS } from './quality.ts';
import type { RatioInterval } from './ratio-interval.ts';
import type { PairSummary } from './summarize-pair.ts';

/*
 * When a row has enough trials, asked at the looks of its cell (src/plan/looks.ts). The answer depends on the
 * trials so far and the exact values alone, so that it is the same on every machine and after every restart.
 *
 * A standard error that is measured too low would end a row too soon, and that error is largest where the
 * estimate is off as well. Therefore the exact standard error, where it is known, must be as small as the
 * measured one is asked to be, and the trials must be enough for the kurtosis, as for quality `ok`: for the
 * exact one, or four times what the groups say.
 */

/** What is wanted of the rows of a cell. */
export interface Goal {
  /** Largest relative half width of the 95 % interval of the ratio, sqrt(high/low) − 1. */
  readonly ratio: number;
  readonly mostTrials: number;
}

/**
 * Why a row needs no more trials: `ratio`, its interval is as narrow as wanted and can be trusted;
 * `heavy_tail`, it could not be trusted after the most trials either; `no_interval`, it has none, however
 * many; `max_trials`, they are done.
 */
export const STOP_REASONS = ['ratio', 'max_trials', 'heavy_tail', 'no_interval'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/**
 * What the exact values say after so many trials: it will never have a good interval; too early for one; it
 * is due.
 */
export type Outlook = 'no_interval' | 'heavy_tail' | 'early' | 'due';

/** @param truth that of the row at this number of trials */
export function outlook({ first, second, logRatioError }: PairTruth, trials: number, goal: Goal): Outlook {
  const variances = [first.variance, second.variance];
  if (variances.includes('zero') || variances.includes('infinite')) return 'no_interval';
  const needed = TRIALS_PER_KURTOSIS * Math.max(first.kurtosis ?? 0, second.kurtosis ?? 0);
  if (needed > goal.mostTrials) return 'heavy_tail';
  const isWide = NORMAL_QUANTILE * (logRatioError ?? 0) > log1p(goal.ratio);
  return trials < needed || isWide ? 'early' : 'due';
}

/**
 * What an estimated kurtosis is multiplied by. It is low as long as the tail was not met, and so is the
 * standard error: with 1, 92 % of the intervals at which exp(z) and z^4 end cover if nothing exact is known,
 * with 4, 95 %.
 */
const ESTIMATED_KURTOSIS = 4;

/** Why a row needs no more trials; null if it does. */
export function stopReason(summary: PairSummary, truth: PairTruth, goal: Goal): StopReason | null {
  const { first, second, trials, ratio, quality } = summary;
  const estimated = ESTIMATED_KURTOSIS * (summary.estimatedKurtosis ?? 0);
  if (!first.finite || !second.finite) return 'no_interval';
  const expected = outlook(truth, trials, goal);
  if (expected === 'no_interval' || expected === 'heavy_tail') return expected;
  const isOver = trials >= goal.mostTrials;
  const isSure = expected === 'due' && trials >= TRIALS_PER_KURTOSIS * estimated;
  if (quality === 'ok' && isNarrow(ratio, goal.ratio) && (isSure || isOver)) return 'ratio';
  return isOver ? 'max_trials' : null;
}

function isNarrow(interval: RatioInterval, halfWidth: number): boolean {
  return interval.kind === 'interval' && Math.sqrt(interval.high / interval.low) - 1 <= halfWidth;
}
