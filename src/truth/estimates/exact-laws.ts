import type { Integrand } from '../../integrands/integrand.ts';
import { averageLaw } from './average-law.ts';
import { baselinesAt } from './baselines.ts';
import { covarianceOf } from './covariance/covariance-of.ts';
import { coupledLaw, coupledParts } from './coupled/coupled-law.ts';
import { covarianceLaw } from './covariance/covariance-law.ts';
import type { Direction } from '../one-draw/variable/direction.ts';
import type { EstimateForm } from '../one-draw/variable/estimate-form.ts';
import { jointLaw } from './joint-law.ts';
import { latticeLaw, latticeWork } from './lattice/lattice-law.ts';
import { gradientAlong } from '../one-draw/mean-and-bias.ts';
import { memoized } from '../one-draw/nodes/memoized.ts';
import { pointAt, prepare, type Point } from '../one-draw/point.ts';
import type { ExactEstimate } from '../exact/exact.ts';
import type { PointLaws } from '../one-draw/variable/point-laws.ts';
import { workOf } from '../one-draw/sharpest.ts';

/**
 * Exact laws of estimates of a function's gradient: mean, bias, variance and kurtosis of one estimate from m
 * draws, correlation and co-kurtosis of two. Prepares the integrand once for many points.
 *
 * Each number comes with a bound on its error; where 1e-8 (relative) cannot be certified it is unknown, with
 * the reason. Numbers do not depend on what else was asked for.
 */
export function exactLaws(integrand: Integrand): (mu: number, sigma: number) => PointLaws {
  const prepared = prepare(integrand);
  return (mu, sigma) => lawsOf(pointAt(prepared, mu, sigma));
}

function lawsOf(point: Point): PointLaws {
  const work = workOf(point);
  const coupled = coupledParts(point, work);
  const lattice = latticeWork(point, work);
  const estimate = memoized((form: EstimateForm, direction: Direction): ExactEstimate => {
    switch (form.kind) {
      case 'average':
        return averageLaw(point, work, form, direction);
      case 'covariance':
        return covarianceLaw(point, work, form, direction);
      case 'coupled':
        return coupledLaw(point, coupled, form, direction);
      case 'lattice':
        return latticeLaw(point, lattice, form, direction);
    }
  });
  return {
    exact: point.exact,
    gradient: (direction) => gradientAlong(point, direction),
    baselines: memoized((direction: Direction) => baselinesAt(point, work, direction)),
    estimate,
    pair: (first, second, direction) => {
      const [a, b] = [estimate(first, direction), estimate(second, direction)];
      return { first: a, second: b, ...jointLaw({ point, work, lattice }, first, second, a, b) };
    },
    covariance: (formOf) => covarianceOf((direction) => estimate(formOf(direction), direction).variance),
  };
}
