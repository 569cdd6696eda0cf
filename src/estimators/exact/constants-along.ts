import type { Exact } from '../../truth/exact/exact.ts';
import type { Direction } from '../../truth/one-draw/variable/direction.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import type { Constants } from '../estimator.ts';

/** What estimators take from the oracle along a direction, as numbers. */
export function constantsAlong(laws: PointLaws, direction: Direction): Constants {
  const { expectation, optimal, mix } = laws.baselines(direction);
  return { expectation: valueOf(expectation), optimal: valueOf(optimal), mix: valueOf(mix) };
}

function valueOf(exact: Exact): number {
  return exact.kind === 'finite' ? exact.value : NaN;
}
