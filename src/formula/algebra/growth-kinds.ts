/**
 * Growth of a formula as z = direction·t, t → infinity, read from its structure.
 *
 * limit: value = square·t² + slope·t + logs·log t + constant + (what falls to 0 faster than every power).
 *   Where the constant is null, a rest of less than the last term that is not 0, or a bounded one.
 *   level: it does not fall to 0 like exp(-c·t²).
 * power: |value| goes like t^exponent, up to factors such as logarithms; null where the exponent is not
 *   known, but at most `atMost`.
 * exponential: log|value| = square·t² + slope·t + logs·log t + (less than that), with the given sign. The
 *   first `exact` terms are so, the others only upper bounds (terms may cancel).
 * super: |value| outgrows every exp(c·t²), with the given sign.
 * vanishing: falls to 0 faster than every exp(-c·t²), or is 0.
 * unknown: the structure does not tell.
 */
export type Growth =
  Limit | Power | Exponential | Super | { readonly kind: 'vanishing' } | { readonly kind: 'unknown' };

/**
 * Coefficients of t², t and log t. Infinite is a coefficient of what lies between its scale and the next
 * larger one, as t^1.5 between t and t²; the coefficients after it are 0 then.
 */
export interface Rates {
  readonly square: number;
  readonly slope: number;
  readonly logs: number;
}

export interface Limit extends Rates {
  readonly kind: 'limit';
  readonly constant: number | null;
  readonly sign: Sign;
  readonly level: boolean;
}

export interface Power {
  readonly kind: 'power';
  readonly exponent: number | null;
  readonly atMost: number;
  readonly sign: Sign;
}

export interface Exponential extends Rates {
  readonly kind: 'exponential';
  readonly exact: Depth;
  readonly sign: Sign;
}

export interface Super {
  readonly kind: 'super';
  readonly sign: Sign;
}

/** How many of the rates, from t² on, are exact and no mere bounds. */
export type Depth = 0 | 1 | 2 | 3;

/** 0 where the sign is not known or changes. */
export type Sign = -1 | 0 | 1;

export const UNKNOWN: Growth = { kind: 'unknown' };
export const VANISHING: Growth = { kind: 'vanishing' };
const FLAT: Rates = { square: 0, slope: 0, logs: 0 };
export const BOUNDED_GROWTH: Growth = { kind: 'limit', ...FLAT, constant: null, sign: 0, level: false };

export function signOf(x: number): Sign {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

/** Bounded, its limit not known; with a sign it keeps away from 0. */
export function bounded(sign: Sign, level: boolean): Growth {
  return { kind: 'limit', ...FLAT, constant: null, sign, level };
}

export function powerGrowth(exponent: number | null, atMost: number, sign: Sign): Growth {
  return { kind: 'power', exponent, atMost, sign };
}
