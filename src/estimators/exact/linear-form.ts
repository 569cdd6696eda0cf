import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../truth/one-draw/variable/direction.ts';
import type { EstimateForm } from '../../truth/one-draw/variable/estimate-form.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import { combinedVariable } from '../../truth/one-draw/variable/variable.ts';
import type { Estimator } from '../estimator.ts';
import { constantsAlong } from './constants-along.ts';

/**
 * The form of p·(estimate of dJ/dmu) + q·(estimate of dJ/dsigma), each with its own constants, as a function
 * of the direction (p, q): linear in it, which the form along a direction is not where constants are chosen
 * for that direction.
 */
export function linearEstimate(
  estimator: Estimator,
  laws: PointLaws,
  sigma: number,
  m: number,
): (direction: Direction) => EstimateForm {
  const along = (direction: Direction, constants = constantsAlong(laws, direction)): EstimateForm =>
    estimator.form({ direction, sigma, m, constants });
  const [mu, sigmaForm] = [along(ALONG_MU), along(ALONG_SIGMA)];
  return (direction) => {
    if (mu.kind !== 'average' || sigmaForm.kind !== 'average') return along(direction);
    const [p, q] = [direction.mu * mu.scale, direction.sigma * sigmaForm.scale];
    return { ...mu, variable: combinedVariable(p, mu.variable, q, sigmaForm.variable), scale: 1 };
  };
}
