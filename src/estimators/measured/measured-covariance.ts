import type { CellMoments } from '../../statistics/cell-moments.ts';
import { sampleVariance } from '../../statistics/moments.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../truth/one-draw/variable/direction.ts';
import { findChannel, type ChannelRequest } from './channels.ts';
import { NO_CONSTANTS, type Estimator } from '../estimator.ts';

/** A symmetric 2×2 matrix: the covariance of the estimates of dJ/dmu and dJ/dsigma. */
export interface Covariance {
  readonly mu: number;
  readonly sigma: number;
  readonly between: number;
}

/**
 * The measured covariance of an estimator's estimates for mu and sigma, from the variances along mu, sigma
 * and a direction (p, q) in both: (V − p²·V_mu − q²·V_sigma)/(2pq).
 *
 * @param both the direction (p, q)
 *
 * null unless all three were measured with the same constants and are finite.
 */
export function measuredCovariance(
  moments: CellMoments,
  estimator: Estimator,
  both: Direction,
  requests: readonly ChannelRequest[],
  { sigma, m }: { readonly sigma: number; readonly m: number },
): Covariance | null {
  if (estimator.choosesByDirection) return null;
  const varianceOf = (direction: Direction): number | null => {
    const channel = findChannel(requests, estimator, {
      kind: 'direction',
      estimator: estimator.name,
      direction,
    });
    const variance = channel === null ? null : sampleVariance(moments.means[channel]!.pooled);
    if (variance === null) return null;
    const { scale } = estimator.form({ direction, sigma, m, constants: NO_CONSTANTS });
    return variance * scale * scale;
  };
  const [along, mu, ofSigma] = [varianceOf(both), varianceOf(ALONG_MU), varianceOf(ALONG_SIGMA)];
  if (along === null || mu === null || ofSigma === null) return null;
  const { mu: p, sigma: q } = both;
  const between = (along - p * p * mu - q * q * ofSigma) / (2 * p * q);
  return [mu, ofSigma, between].every(Number.isFinite) ? { mu, sigma: ofSigma, between } : null;
}
