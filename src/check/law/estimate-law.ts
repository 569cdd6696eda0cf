import { componentScale, directionOf, type DerivedComponent } from '../../estimators/component.ts';
import type { Estimator } from '../../estimators/estimator.ts';
import { constantsAlong } from '../../estimators/exact/constants-along.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import type { ExactEstimate } from '../../truth/exact/exact.ts';
import { scaledLaw } from './row-law.ts';

/** The exact law of the rows of a correct file where a row is an estimate from m draws, of any estimator. */
export function estimateLaw(
  laws: PointLaws,
  estimator: Estimator,
  component: DerivedComponent,
  sigma: number,
  m: number,
): ExactEstimate {
  const direction = directionOf(component);
  const constants = constantsAlong(laws, direction);
  const form = estimator.form({ direction, sigma, m, constants });
  return scaledLaw(laws.estimate(form, direction), componentScale(component, sigma));
}
