import { INVERSE_SQRT_2PI } from './constants.ts';
import { scaledExp } from './exp.ts';
import { productRest } from './exact-product.ts';
import { normalTail } from './normal-tail.ts';

/** From here on the density and the lower tail round to 0. */
export const NORMAL_ZERO = 39;

/** For |x| up to this, e^(−x²/2) is normal: the functions are straight lines of operations. */
export const NORMAL_ORDINARY = 37;

/**
 * Standard normal density e^(−x²/2)/√(2 pi), for every double; relatively accurate also where it is tiny,
 * because the exponent takes x² exactly. Exactly even, gradual underflow from |x| = 37.6 on, 0 beyond 38.6.
 * Error: below 2 ulp. Ordinary domain: |x| <= 37.
 */
export function normpdf(x: number): number {
  return tailDensity(Math.min(Math.abs(x), NORMAL_ZERO), INVERSE_SQRT_2PI);
}

/**
 * Standard normal distribution function Phi(x) = ½ erfc(−x/√2), for every double; relatively accurate also in
 * the lower tail: e^(−x²/2)·(e^(x²/2)·Phi(−|x|)), whose exponent takes x² exactly. 0 at −Infinity, 1 at
 * Infinity, gradual underflow from x = −37.5 on, 0 below −38.5. Error: below 4 ulp. Ordinary domain: x >=
 * −37.
 */
export function normcdf(x: number): number {
  const a = Math.min(Math.abs(x), NORMAL_ZERO);
  const tail = tailDensity(a, normalTail(a));
  return x > 0 ? 1 - tail : tail;
}

/** factor·e^(−a²/2) for 0 <= a <= 39; a² = square + rest exactly. */
export function tailDensity(a: number, factor: number): number {
  const square = a * a;
  return scaledExp(-0.5 * square, -0.5 * productRest(a, a, square), factor);
}
