import type { MeasuredPair } from '../../statistics/summarize-pair.ts';
import { channelOf, type ChannelRequest } from './channels.ts';
import { componentScale, directionOf, type DerivedComponent } from '../component.ts';
import { NO_CONSTANTS, type Estimator } from '../estimator.ts';
import type { EstimatorPair } from '../registry.ts';

/**
 * Where the sums of a pair stand and how they scale, for `summarizePair`.
 *
 * @param requests the channels beyond the four contributions that the blocks have
 */
export function measuredPair(
  { first, second }: EstimatorPair,
  component: DerivedComponent,
  { sigma, m }: { readonly sigma: number; readonly m: number },
  requests: readonly ChannelRequest[],
): MeasuredPair {
  const direction = directionOf(component);
  const channel = (estimator: Estimator) => ({
    contribution: channelOf(requests, estimator, component),
    // No constant enters a scale.
    scale: estimator.form({ direction, sigma, m, constants: NO_CONSTANTS }).scale,
    average: estimator.average,
  });
  return { first: channel(first), second: channel(second), componentScale: componentScale(component, sigma) };
}
