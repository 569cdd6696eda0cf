import type { Direction } from '../one-draw/variable/direction.ts';
import { drawnVariable } from '../one-draw/drawn.ts';
import { productOf, sumOf, times, type Estimated } from '../exact/estimated.ts';
import { lightFactor } from '../one-draw/nodes/light-factor.ts';
import { moment, type NodeFactor } from '../one-draw/nodes/moment.ts';
import type { Point } from '../one-draw/point.ts';
import { scoreWeight } from '../one-draw/variable/polynomial.ts';
import type { Workbench } from '../one-draw/sharpest.ts';
import { scoreVariable, valueVariable } from '../one-draw/variable/variable.ts';

/**
 * Moments of the score contribution of a sum of coordinates, by moments of one. With r = Σ f(z_i) over D
 * coordinates, a = f − E f, A = Σ a_i over the D − 1 others, and w the score weight of z_1, sigma times the
 * contribution less its mean is
 *
 *   X = U + A·w,   U = (f(z_1) + (D − 1)·E f)·w less its mean,
 *
 * where A is independent of z_1 and has mean 0. So, with v another variable of z_1,
 *
 *   E X²    = E U² + E A²·E w²
 *   E X⁴    = E U⁴ + 6·E A²·E[U²w²] + 4·E A³·E[U w³] + E A⁴·E w⁴
 *   E X v   = E U v
 *   E X²v²  = E[U²v²] + E A²·E[v²w²]
 *
 * with E A² = (D−1)·E a², E A³ = (D−1)·E a³ and E A⁴ = (D−1)·E a⁴ + 3(D−1)(D−2)·(E a²)².
 */
export interface CoordinateMoments {
  /** What X is multiplied by in all that follows: a power of two near the inverse deviation of U. */
  readonly inverseScale: number;
  readonly second: () => Estimated;
  readonly fourth: () => Estimated;
  readonly product: (v: NodeFactor) => Estimated;
  readonly productOfSquares: (v: NodeFactor) => Estimated;
}

/** @param point of f */
export function coordinateMoments(
  { grid, standardized }: Workbench,
  point: Point,
  dimension: number,
  direction: Direction,
): CoordinateMoments {
  const others = dimension - 1;
  const value = drawnVariable(point, 'plain', valueVariable);
  const a = standardized(value.variable);
  const u = standardized(scoreVariable(direction, -others * a.mean.value));
  const weight = scoreWeight(direction);
  const [weightSecond, weightFourth] = weightMoments(direction);
  // From a, which is standardized by itself, to the units of U.
  const unit = u.inverseScale / a.inverseScale;
  const square = unit * unit;
  const ofOne = (k: number): Estimated => (value.isConstant ? NONE : moment(grid, [[a, k]]));
  const spread = (): Estimated => times(others * square, ofOne(2));
  // U lacks what the mean of f is off by, times w; no norm of it is larger than this.
  const doubt = others * a.mean.error * u.inverseScale * Math.sqrt(Math.sqrt(weightFourth));
  const second = (): Estimated => {
    const found = sumOf(moment(grid, [[u, 2]]), times(weightSecond, spread()));
    return blurred(found, doubt * (2 * Math.sqrt(found.value) + doubt));
  };
  return {
    inverseScale: u.inverseScale,
    second,
    fourth: () => {
      const pairs = productOf(ofOne(2), ofOne(2));
      const ofOthers = sumOf(times(others, ofOne(4)), times(3 * others * (others - 1), pairs));
      const skew = times(others * square * unit, ofOne(3));
      const found = [
        moment(grid, [[u, 4]]),
        scaled(6, spread(), moment(grid, [[u, 2]], lightFactor(grid, weight, 2))),
        scaled(4, skew, moment(grid, [[u, 1]], lightFactor(grid, weight, 3))),
        times(weightFourth * square * square, ofOthers),
      ].reduce(sumOf);
      const norm = Math.sqrt(Math.sqrt(found.value)) + doubt;
      return blurred(found, 4 * doubt * norm * norm * norm);
    },
    product: (v) => {
      const size = moment(grid, [[v, 2]]).value;
      const found = moment(grid, [
        [u, 1],
        [v, 1],
      ]);
      return blurred(found, doubt * Math.sqrt(size));
    },
    productOfSquares: (v) => {
      const cross = moment(grid, [
        [u, 2],
        [v, 2],
      ]);
      const light = moment(grid, [[v, 2]], lightFactor(grid, weight, 2));
      const found = sumOf(cross, scaled(1, spread(), light));
      // E|X·w|·v² by Cauchy and Schwarz, and E w²v² once more.
      const bound = 2 * Math.sqrt(found.value * light.value) + doubt * light.value;
      return blurred(found, others * a.mean.error * u.inverseScale * bound);
    },
  };
}

const NONE: Estimated = { value: 0, error: 0 };

function scaled(factor: number, a: Estimated, b: Estimated): Estimated {
  return times(factor, productOf(a, b));
}

function blurred({ value, error }: Estimated, by: number): Estimated {
  return { value, error: error + by };
}

/** E w² and E w⁴ of w = p·eps + q·(eps² − 1). */
function weightMoments({ mu, sigma }: Direction): readonly [number, number] {
  const [p, q] = [mu * mu, sigma * sigma];
  return [p + 2 * q, 3 * p * p + 60 * q * (p + q)];
}
