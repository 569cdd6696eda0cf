import { LN2_HIGH, LN2_LOW, LOG2_E, ROUNDING } from './constants.ts';

/**
 * e^r − 1 − r for |r| <= 0.347: r²·p(r), p of degree 10, which interpolates (e^r − 1 − r)/r² at Chebyshev
 * nodes (scripts/derive-elementary-constants.py, relative error of e^r − 1: 2^-60), in Estrin's order. Its
 * bits are part of the stream scheme: constants and order of operations are fixed.
 */
export function expRemainder(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const r8 = r4 * r4;
  const a = 0.1666666666666667 * r + 0.5;
  const b = 0.008333333333326084 * r + 0.04166666666666667;
  const c = 0.0001984126987500228 * r + 0.0013888888888883711;
  const d = 2.755725517000089e-6 * r + 2.480158732567746e-5;
  const e = 2.5105312729622103e-8 * r + 2.755727347871858e-7;
  const p = (2.09147553258932e-9 * r2 + e) * r8 + ((d * r2 + c) * r4 + (b * r2 + a));
  return r2 * p;
}

/** The integer n nearest to x/ln 2. */
export function nearestPower(x: number): number {
  return x * LOG2_E + ROUNDING - ROUNDING;
}

/** x + rest − n ln 2 (Cody and Waite): the first product and difference are exact for |n| < 2^20. */
export function withoutPower(x: number, n: number, rest: number): number {
  return x - n * LN2_HIGH - (n * LN2_LOW - rest);
}
