import type { IntervalQuality } from '../statistics/quality.ts';
import type { EstimatorTruth } from '../statistics/pair-truth.ts';
import type { RatioInterval } from '../statistics/ratio-interval.ts';
import { pairWinner } from '../statistics/winner.ts';

/** Neither is known to be biased; of the variances nothing is known but the rows. */
const SIDE: EstimatorTruth = { variance: 'unknown', bias: 'none', kurtosis: null };
const TRUTH = { first: SIDE, second: SIDE, ratio: null, logRatioError: null };

/**
 * The name of the less noisy estimator, or `undecided`. An interval that cannot be trusted under its tail
 * must exclude 1 at twice its width.
 */
export function ratioWinner(
  ratio: RatioInterval,
  quality: IntervalQuality,
  names: readonly [string, string],
): string {
  const winner = pairWinner(quality === 'ok' ? ratio : widened(ratio), TRUTH);
  if (winner === 'first') return names[0];
  return winner === 'second' ? names[1] : winner;
}

function widened(found: RatioInterval): RatioInterval {
  if (found.kind !== 'interval') return found;
  const { ratio, low, high } = found;
  return { ...found, low: low * (low / ratio), high: high * (high / ratio) };
}
