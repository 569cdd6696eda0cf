import type { CellMoments } from '../../statistics/cell-moments.ts';
import { sampleVariance } from '../../statistics/moments.ts';
import { findChannel, type ChannelRequest } from './channels.ts';
import { directionOf, isBoth, type DerivedComponent } from '../component.ts';
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
 * null unless all three were measured with the same constants and are finite.
 */
export function measuredCovariance(
  moments: CellMoments,
  estimator: Estimator,
  components: readonly DerivedComponent[],
  requests: readonly ChannelRequest[],
  { sigma, m }: { readonly sigma: number; readonly m: number },
): Covariance | null {
  const both = components.find(isBoth);
  if (both === undefined || estimator.choosesByDirection) return null;
  const varianceOf = (component: DerivedComponent): number | null => {
    const channel = findChannel(requests, estimator, component);
    const variance = channel === null ? null : sampleVariance(moments.means[channel]!.pooled);
    if (variance === null) return null;
    const { scale } = estimator.form({
      direction: directionOf(component),
      sigma,
      m,
      constants: NO_CONSTANTS,
    });
    return variance * scale * scale;
  };
  const [along, mu, ofSigma] = [varianceOf(both), varianceOf('mu'), varianceOf('sigma')];
  if (along === null || mu === null || ofSigma === null) return null;
  const { mu: p, sigma: q } = directionOf(both);
  const between = (along - p * p * mu - q * q * ofSigma) / (2 * p * q);
  return [mu, ofSigma, between].every(Number.isFinite) ? { mu, sigma: ofSigma, between } : null;
}
