import { powerOfTwo, timesPowerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './constants.ts';
import { expRemainder, nearestPower, withoutPower } from './exp-polynomial.ts';

/** For |x| up to this, e^x and its scale 2^n are normal: the functions are straight lines of operations. */
export const EXP_ORDINARY = 708;

/**
 * e^x, for every double. With n the integer nearest to x/ln 2 and r = x − n ln 2: 2^n·(1 + (e^r − 1)).
 * Overflows to Infinity above 709.782…, underflows gradually below −708.396…; NaN for NaN.
 * Error: below 1 ulp. Ordinary domain: |x| <= 708.
 */
export function exp(x: number): number {
  if (!(Math.abs(x) <= EXP_ORDINARY)) return scaledExp(x, 0, 1);
  const n = nearestPower(x);
  const r = withoutPower(x, n, 0);
  return (expRemainder(r) + r + 1) * powerOfTwo(n);
}

/**
 * factor·e^(x + rest) for any x, also where e^x alone overflows or is subnormal. For a |rest| far below 1 and
 * 1e-3 < factor < 1e3: factor + factor·(e^r − 1), scaled. Ordinary domain: |x| <= 708.
 */
export function scaledExp(x: number, rest: number, factor: number): number {
  const inside = Math.max(-800, Math.min(x, 800));
  const n = nearestPower(inside);
  const r = withoutPower(inside, n, rest);
  const value = (expRemainder(r) + r) * factor + factor;
  return Math.abs(x) <= EXP_ORDINARY ? value * powerOfTwo(n) : timesPowerOfTwo(value, n);
}

/**
 * e^x − 1 without cancellation near 0. expm1(±0) = ±0, −1 at −Infinity.
 * Error: below 2 ulp. Ordinary domain: |x| <= 708, x not 0 (there the result is x).
 */
export function expm1(x: number): number {
  if (!(Math.abs(x) <= EXP_ORDINARY)) return x < 0 ? -1 : scaledExp(x, 0, 1);
  return x === 0 ? x : ordinaryExpm1(x);
}

/**
 * The straight line of expm1 for |x| <= 708: with q = e^r − 1, 2^n·q + (2^n − 1). As r is not small against
 * the result, what its last difference took is given back. Loses the sign of −0.
 */
export function ordinaryExpm1(x: number): number {
  const n = nearestPower(x);
  const high = x - n * LN2_HIGH;
  const low = n * LN2_LOW;
  const r = high - low;
  const q = expRemainder(r) + (high - r - low) + r;
  const scale = powerOfTwo(n);
  return q * scale + (scale - 1);
}
