import { exp, EXP_ORDINARY, ordinaryExpm1, scaledExp } from './exp.ts';

/** From here on tanh rounds to 1. */
const TANH_ONE = 22;

/**
 * Hyperbolic tangent, for every double: t/(t + 2) with t = e^(2|x|) − 1, then the sign of x.
 * tanh(±0) = ±0, ±1 at ±Infinity, exactly odd. Error: below 2.5 ulp.
 * Ordinary domain: all but NaN and 0 (there the result is x).
 */
export function tanh(x: number): number {
  const a = Math.min(Math.abs(x), TANH_ONE);
  const t = ordinaryExpm1(a + a);
  const y = t / (t + 2);
  return x > 0 ? y : x < 0 ? -y : x;
}

/**
 * Hyperbolic sine, for every double: (t + t/(t + 1))/2 with t = e^|x| − 1, then the sign of x.
 * sinh(±0) = ±0, exactly odd, infinite above |x| = 710.47…. Error: below 2.5 ulp.
 * Ordinary domain: |x| <= 708, x not 0 (there the result is x).
 */
export function sinh(x: number): number {
  const a = Math.abs(x);
  const y = a <= EXP_ORDINARY ? ordinarySinh(a) : scaledExp(a, 0, 0.5);
  return x > 0 ? y : x < 0 ? -y : x;
}

function ordinarySinh(a: number): number {
  const t = ordinaryExpm1(a);
  return (t + t / (t + 1)) * 0.5;
}

/**
 * Hyperbolic cosine, for every double: (e^|x| + e^−|x|)/2. Exactly even, infinite above |x| = 710.47….
 * Error: below 2 ulp. Ordinary domain: |x| <= 708.
 */
export function cosh(x: number): number {
  const a = Math.abs(x);
  if (!(a <= EXP_ORDINARY)) return scaledExp(a, 0, 0.5);
  const e = exp(a);
  return (e + 1 / e) * 0.5;
}

/** For |x| up to this, e^(−2|x|) is normal. */
export const SECH2_ORDINARY = EXP_ORDINARY / 2;

/**
 * 1/cosh² x, the derivative of tanh, for every double: 4u/(1 + u)² with u = e^(−2|x|), which is relatively
 * accurate also where it is tiny. Exactly even, underflows gradually above |x| = 354.89…. Error: below 2.5
 * ulp. Ordinary domain: |x| <= 354.
 */
export function sech2(x: number): number {
  const a = Math.abs(x);
  if (!(a <= SECH2_ORDINARY)) return scaledExp(-2 * a, 0, 4);
  const u = exp(-2 * a);
  return (4 * u) / (1 + u * (2 + u));
}
