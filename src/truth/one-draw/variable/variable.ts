import type { Direction } from './direction.ts';
import {
  combination,
  isNone,
  NO_TERM,
  ONE,
  pathWeight,
  scaled,
  scoreWeight,
  type Quadratic,
} from './polynomial.ts';

/**
 * A variable of one draw, linear in r and its derivatives at z = mu + sigma·eps, with polynomials in eps as
 * coefficients:
 *
 *   x(eps) = constant(eps) + (r(z) − baseline)·value(eps) + r'(z)·derivative(eps) + r''(z)·second(eps).
 *
 * Data rather than a function, so that the existence of its moments, its bias and an exact 0 follow from its
 * shape.
 */
export interface DrawVariable {
  readonly constant: Quadratic;
  readonly baseline: number;
  readonly value: Quadratic;
  readonly derivative: Quadratic;
  readonly second: Quadratic;
}

const NOTHING: DrawVariable = {
  constant: NO_TERM,
  baseline: 0,
  value: NO_TERM,
  derivative: NO_TERM,
  second: NO_TERM,
};

/** (r − baseline)·(p·eps + q·(eps² − 1)): the score contribution, a factor 1/sigma apart. */
export function scoreVariable(direction: Direction, baseline = 0): DrawVariable {
  return { ...NOTHING, baseline, value: scoreWeight(direction) };
}

/** r'·(p + q·eps): the pathwise contribution. */
export function pathVariable(direction: Direction): DrawVariable {
  return { ...NOTHING, derivative: pathWeight(direction) };
}

/** p·r' + q·sigma·r'': the contribution by Price's theorem. */
export function priceVariable(direction: Direction, sigma: number): DrawVariable {
  return { ...NOTHING, derivative: [direction.mu, 0, 0], second: [direction.sigma * sigma, 0, 0] };
}

/** r itself. */
export const valueVariable: DrawVariable = { ...NOTHING, value: ONE };

/** p·eps + q·(eps² − 1), without r: the other factor of a covariance. */
export function weightVariable(direction: Direction): DrawVariable {
  return { ...NOTHING, constant: scoreWeight(direction) };
}

/** a·x + b·y, such as the mix alpha·(score/sigma) + (1 − alpha)·pathwise. */
export function combinedVariable(a: number, x: DrawVariable, b: number, y: DrawVariable): DrawVariable {
  const baseline = isNone(x.value) ? y.baseline : x.baseline;
  // What changing y's baseline to the common one takes from it.
  const moved = scaled(b * (baseline - y.baseline), y.value);
  return {
    constant: combination(1, combination(a, x.constant, b, y.constant), 1, moved),
    baseline,
    value: combination(a, x.value, b, y.value),
    derivative: combination(a, x.derivative, b, y.derivative),
    second: combination(a, x.second, b, y.second),
  };
}
