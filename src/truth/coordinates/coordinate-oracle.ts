import type { CoordinateIntegrand } from '../../integrands/coordinates.ts';
import type { Exact, ExactComponent, ExactPoint } from '../exact/exact.ts';
import { allUnknown } from '../line/exact-component.ts';
import { certified, EXACT_ZERO, ifCertified, plus, product, scaled, unknown } from '../exact/exact-number.ts';
import { meanSquare } from '../exact/second-moment.ts';
import { coordinateLaw } from './coordinate-law.ts';
import { productPoint } from './coordinate-product.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../one-draw/variable/direction.ts';
import { pointAt, prepare, type Point } from '../one-draw/point.ts';
import { workOf, type Work } from '../one-draw/sharpest.ts';

/**
 * Exact quantities of one draw of a function of D coordinates, where it is a sum or a product of functions of
 * one coordinate; differentiated are mu and sigma of the first. Of a sum the pathwise contribution is that of
 * one coordinate alone. Prepares the integrand once for many points.
 *
 * Errors: none; what fails is unknown, and so is everything of a function that is neither, but that it has no
 * bias.
 */
export function coordinateOracle({
  dimension,
  summand,
  factor,
  isTame,
}: CoordinateIntegrand): (mu: number, sigma: number) => ExactPoint {
  const f = summand();
  if (f !== null) {
    const prepared = prepare(f);
    return (mu, sigma) => exactPoint(pointAt(prepared, mu, sigma), dimension);
  }
  const powers = factor();
  if (powers !== null) {
    const prepared = prepare(powers.f);
    return (mu, sigma) => productPoint(pointAt(prepared, mu, sigma), dimension, powers.coefficient);
  }
  const none = noStructure(isTame());
  return () => none;
}

function exactPoint(point: Point, dimension: number): ExactPoint {
  const work = workOf(point);
  const { exact } = point;
  const expectation = scaled(exact.expectation, dimension);
  const expectationVariance = scaled(exact.expectationVariance, dimension);
  const mu = component(point, work, dimension, 'mu', ALONG_MU);
  return {
    expectation,
    expectationVariance,
    mu,
    sigma: component(point, work, dimension, 'sigma', ALONG_SIGMA),
    why: {
      square: ifCertified(
        scaled(meanSquare(expectationVariance, expectation), 1 / (point.sigma * point.sigma)),
      ),
      derivativeSquare: exact.why.derivativeSquare,
      curvature: curvature(point, dimension),
    },
  };
}

function component(
  point: Point,
  work: Work,
  dimension: number,
  name: 'mu' | 'sigma',
  direction: Direction,
): ExactComponent {
  const { gradient, score, pathwise } = point.exact[name];
  const { variance, kurtosis, correlation, coKurtosis } = coordinateLaw(point, work, dimension, direction);
  return { gradient, score: { ...score, variance, kurtosis }, pathwise, correlation, coKurtosis };
}

/** 2E[r·r''] = 2E[f f''] + 2(D − 1)·E f·E f'', and E f'' = (dE f/dsigma)/sigma where f does not jump. */
function curvature({ exact, sigma }: Point, dimension: number): Exact {
  const { expectation, why } = exact;
  const rest = product(scaled(expectation, (2 * (dimension - 1)) / sigma), exact.sigma.gradient);
  const whole = plus(why.curvature, rest);
  if (whole.kind !== 'finite' || why.curvature.kind !== 'finite' || rest.kind !== 'finite') return whole;
  return certified(whole, Math.abs(why.curvature.value) + Math.abs(rest.value));
}

/** @param isTame whether r is known to have no bias: that much can be said of any r */
function noStructure(isTame: boolean): ExactPoint {
  const reason = 'r is neither a sum nor a product over the coordinates';
  const [none, all] = [unknown(reason), allUnknown(reason)];
  const component = isTame ? { ...all, pathwise: { ...all.pathwise, bias: EXACT_ZERO } } : all;
  return {
    expectation: none,
    expectationVariance: none,
    mu: component,
    sigma: component,
    why: { square: none, derivativeSquare: none, curvature: none },
  };
}
