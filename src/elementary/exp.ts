import { powerOfTwo, timesPowerOfTwo } from './bits.ts';
import { expPolynomial, nearestPower, withoutPower } from './exp-polynomial.ts';

/** For |x| up to this, e^x and its scale 2^n are normal: the functions are straight lines of operations. */
export const EXP_ORDINARY = 708;

/**
 * e^x, for every double. With n the integer nearest to x/ln 2 and r = x − n ln 2: 2^n·(1 + (e^r − 1)).
 * Overflows to Infinity above 709.782…, underflows gradually below −708.396…; NaN for NaN.
 * Error: below 1 ulp. Ordinary domain: |x| <= 708.
 */
export function exp(x: number): number {
  if (!(Math.abs(x) <= EXP_ORDINARY)) return scaledExp(x, 1);
  const n = nearestPower(x);
  return (expPolynomial(withoutPower(x, n)) + 1) * powerOfTwo(n);
}

/**
 * e^x − 1 without cancellation near 0: with q = e^r − 1, 2^n·q + (2^n − 1). expm1(±0) = ±0, −1 at −Infinity.
 * Error: below 3 ulp. Ordinary domain: |x| <= 708, x not 0 (there the result is x).
 */
export function expm1(x: number): number {
  if (!(Math.abs(x) <= EXP_ORDINARY)) return x < 0 ? -1 : scaledExp(x, 1);
  return x === 0 ? x : ordinaryExpm1(x);
}

/** The straight line of expm1: |x| <= 708; it loses the sign of −0. */
export function ordinaryExpm1(x: number): number {
  const n = nearestPower(x);
  const scale = powerOfTwo(n);
  return expPolynomial(withoutPower(x, n)) * scale + (scale - 1);
}

/** factor·e^x for any x, also where e^x alone overflows or is subnormal. 1e-3 < factor < 1e3. */
export function scaledExp(x: number, factor: number): number {
  const inside = Math.max(-800, Math.min(x, 800));
  const n = nearestPower(inside);
  return timesPowerOfTwo((expPolynomial(withoutPower(inside, n)) + 1) * factor, n);
}
