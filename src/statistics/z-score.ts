import { log } from '../elementary/log.ts';
import type { PairTruth } from './pair-truth.ts';
import type { RatioInterval } from './ratio-interval.ts';

/**
 * (log measured ratio − log exact ratio) / exact standard error of the log ratio: a standard normal number,
 * nearly, if all is well and the trials are many for the kurtosis.
 *
 * null where there is no measured ratio, or the exact ratio or the standard error is 0 or not known.
 */
export function zScore(measured: RatioInterval, { ratio, logRatioError }: PairTruth): number | null {
  if (measured.kind === 'none' || ratio === null || logRatioError === null) return null;
  if (ratio <= 0 || logRatioError <= 0) return null;
  const score = (log(measured.ratio) - log(ratio)) / logRatioError;
  return Number.isFinite(score) ? score : null;
}
