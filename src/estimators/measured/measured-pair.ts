import type { MeasuredPair } from '../../statistics/summarize-pair.ts';
import type { Asked } from '../asked.ts';
import { alongAt, type ComponentPoint, type DerivedComponent } from '../component.ts';
import { NO_CONSTANTS, type Estimator } from '../estimator.ts';
import type { EstimatorPair } from '../registry.ts';
import { contributionOf, type ChannelRequest } from './channels.ts';

/**
 * Where the sums of a pair stand and how they scale, for `summarizePair`.
 *
 * @param requests the channels beyond the four contributions that the blocks have
 */
export function measuredPair(
  { first, second }: EstimatorPair,
  component: DerivedComponent,
  cell: ComponentPoint & { readonly m: number },
  asked: Asked,
  requests: readonly ChannelRequest[],
): MeasuredPair {
  const along = alongAt(component, cell, asked.knowsPhi);
  const { sigma, m } = cell;
  const channel = (estimator: Estimator) => ({
    contribution: contributionOf(asked, requests, estimator, component, along),
    // No constant enters a scale.
    scale: estimator.form({ direction: along.direction, sigma, m, constants: NO_CONSTANTS }).scale,
    average: estimator.average,
  });
  return { first: channel(first), second: channel(second), componentScale: along.scale };
}
