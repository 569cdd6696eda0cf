import type { Exact, ExactComponent, ExactPoint } from '../exact/exact.ts';
import { certified, EXACT_ZERO, plus, product, unknown } from '../exact/exact-number.ts';
import type { Existence } from '../line/existence.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../one-draw/variable/direction.ts';
import { NO_STRUCTURE } from '../line/exact-component.ts';
import { notFinite } from '../one-draw/draw-law.ts';
import { drawnExistence, drawnVariable } from '../one-draw/drawn.ts';
import { productOf, sumOf, times, type Estimated } from '../exact/estimated.ts';
import type { Degree } from '../one-draw/variable/existence-of.ts';
import type { Point } from '../one-draw/point.ts';
import { productLaws, sized } from './product-law.ts';
import { powerOf, rawMoments, wholePower } from '../one-draw/raw-moments.ts';
import { workOf, type Workbench } from '../one-draw/sharpest.ts';
import { valueVariable } from '../one-draw/variable/variable.ts';

/**
 * Exact quantities of one draw of r = c·f(z_1)·…·f(z_D); differentiated are mu and sigma of the first
 * coordinate. With x_1 and y_1 the contributions of f(z_1) alone, those of r are x_1·P and y_1·P, P =
 * c·f(z_2)·…·f(z_D) independent of them, and
 *
 *   E x^i·y^j = E x_1^i·y_1^j · c^(i+j)·(E f^(i+j))^(D−1).
 *
 * @param point of f
 */
export function productPoint(point: Point, dimension: number, coefficient: number): ExactPoint {
  const work = workOf(point);
  const value = drawnVariable(point, 'plain', valueVariable);
  const exists = (degree: Degree): Existence => drawnExistence(point, value, degree);
  /** c^k·(E f^k)^n. */
  const power = ({ grid, standardized }: Workbench, k: number, n: number): Estimated => {
    const f = standardized(value.variable);
    return times(wholePower(coefficient, k), powerOf(rawMoments(grid, f, f)(k, 0), n));
  };
  const ofOthers =
    (k: number) =>
    (bench: Workbench): Estimated =>
      power(bench, k, dimension - 1);
  const known = (existence: Existence, make: (bench: Workbench) => Estimated): Exact => {
    if (existence !== 'finite') return notFinite(existence, NO_STRUCTURE);
    const found = work('plain', 1, (bench) => [sized(make(bench))]);
    if (found.kind === 'failed') return unknown(found.reason);
    const made = found.values[0]!;
    return certified(made, made.size);
  };
  const others = { 1: known(exists('first'), ofOthers(1)), 2: known(exists('second'), ofOthers(2)) };
  // A number of one coordinate, whose size was judged before, times a positive power of the others.
  const scaled = (one: Exact, k: 1 | 2): Exact => product(one, others[k]);
  const component = (name: 'mu' | 'sigma', direction: Direction): ExactComponent => {
    const gradient = scaled(point.exact[name].gradient, 1);
    const bias = scaled(point.exact[name].pathwise.bias, 1);
    const laws = productLaws(point, work, (bench) => (k) => ofOthers(k)(bench), direction);
    return {
      ...laws,
      gradient,
      score: { mean: gradient, bias: EXACT_ZERO, ...laws.score },
      pathwise: { mean: plus(gradient, bias), bias, ...laws.pathwise },
    };
  };
  const { why } = point.exact;
  return {
    expectation: known(exists('first'), (bench) => power(bench, 1, dimension)),
    expectationVariance: known(exists('second'), (bench) => {
      const mean = power(bench, 1, dimension);
      return sumOf(power(bench, 2, dimension), times(-1, productOf(mean, mean)));
    }),
    mu: component('mu', ALONG_MU),
    sigma: component('sigma', ALONG_SIGMA),
    why: {
      square: scaled(why.square, 2),
      derivativeSquare: scaled(why.derivativeSquare, 2),
      curvature: scaled(why.curvature, 2),
    },
  };
}
