import { normpdf } from '../../elementary/error-function.ts';
import type { Estimated } from '../exact/estimated.ts';
import type { Jump } from './panel.ts';

/** A sum over jumps, and the sum of what its terms may be near these places: what it is a difference of. */
export interface JumpTerm extends Estimated {
  readonly size: number;
}

/** Relative rounding of a term. */
const ROUNDING = 4e-15;

/**
 * Σ height·density(z)·p(eps): what jumps add to E[r'·p(eps)] by parts. The error holds what height and place
 * are off by.
 *
 * @param polynomial coefficients of p
 */
export function jumpTerm(jumps: readonly Jump[], polynomial: readonly number[], sigma: number): JumpTerm {
  let [value, error, size] = [0, 0, 0];
  for (const { eps, height, heightError, placeError } of jumps) {
    const density = normpdf(eps) / sigma;
    const [factor, bound] = [
      polynomialAt(polynomial, eps),
      polynomialAt(polynomial.map(Math.abs), Math.abs(eps) + 1),
    ];
    const term = (height * normpdf(eps) * factor) / sigma;
    value += term;
    size += Math.abs(height) * bound * density;
    // The logarithm of the density has the slope eps; of p it is at most the bound one sigma farther out.
    const isNear = placeError * (1 + Math.abs(eps)) < 0.1;
    const moved = isNear ? 1.2 * placeError * (1 + Math.abs(eps)) * density : 1 / sigma;
    error += ROUNDING * Math.abs(term) * (1 + eps * eps);
    error += bound * (Math.abs(height) * moved + heightError * (density + moved));
  }
  return { value: value + 0, error, size };
}

function polynomialAt(coefficients: readonly number[], x: number): number {
  let [sum, power] = [0, 1];
  for (const c of coefficients) {
    sum += c * power;
    power *= x;
  }
  return sum;
}
