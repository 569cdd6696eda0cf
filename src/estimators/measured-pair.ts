import type { MeasuredPair } from '../statistics/summarize-pair.ts';
import { baseComponent, componentScale, type DerivedComponent } from './component.ts';
import type { Estimator } from './estimator.ts';
import type { EstimatorPair } from './registry.ts';

/** Where the sums of a pair stand and how they scale, for `summarizePair`. */
export function measuredPair(
  { first, second }: EstimatorPair,
  component: DerivedComponent,
  sigma: number,
): MeasuredPair {
  const channel = ({ contribution, scale, average }: Estimator) => ({
    contribution: contribution[baseComponent(component)],
    scale: scale(sigma),
    average,
  });
  return { first: channel(first), second: channel(second), componentScale: componentScale(component, sigma) };
}
