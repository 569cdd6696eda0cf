/**
 * Growth of a formula as z = direction·t, t → infinity, read from its structure.
 *
 * limit: value = square·t² + slope·t + (less than linear). With both 0 it is bounded, or grows like a
 * logarithm.
 *   level: it does not fall to 0 like exp(-c·t²).
 * power: |value| goes like t^exponent, up to factors such as logarithms; null where the exponent is not
 * known, but
 *   at most `atMost`.
 * exponential: log|value| = square·t² + slope·t + (less than linear), with the given sign; exact: false if
 * this
 *   is only an upper bound (terms may cancel).
 * super: |value| outgrows every exp(c·t²), with the given sign.
 * vanishing: falls to 0 faster than every exp(-c·t²), or is 0.
 * unknown: the structure does not tell.
 */
export type Growth =
  | {
      readonly kind: 'limit';
      readonly square: number;
      readonly slope: number;
      readonly sign: Sign;
      readonly level: boolean;
    }
  | { readonly kind: 'power'; readonly exponent: number | null; readonly atMost: number; readonly sign: Sign }
  | {
      readonly kind: 'exponential';
      readonly square: number;
      readonly slope: number;
      readonly sign: Sign;
      readonly exact: boolean;
    }
  | { readonly kind: 'super'; readonly sign: Sign }
  | { readonly kind: 'vanishing' }
  | { readonly kind: 'unknown' };

/** 0 where the sign is not known or changes. */
export type Sign = -1 | 0 | 1;

export const UNKNOWN: Growth = { kind: 'unknown' };
export const VANISHING: Growth = { kind: 'vanishing' };
export const BOUNDED: Growth = { kind: 'limit', square: 0, slope: 0, sign: 0, level: false };
