import { LN2_HIGH, LN2_LOW, LOG2_E, ROUNDING } from './constants.ts';

/**
 * e^r − 1 for |r| <= 0.35: r + r²·p(r) with a near-minimax p of degree 10, in Estrin's order.
 * Its bits are part of the stream scheme: constants and order of operations are fixed.
 */
export function expPolynomial(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const r8 = r4 * r4;
  const a = 0.166666666666666851703837 * r + 0.5;
  const b = 0.00833333333333331652721664984 * r + 0.0416666666666665047591422;
  const c = 0.000198412698960509205564975 * r + 0.00138888888889774492207962;
  const d = 2.75572362911928827629423e-6 * r + 2.4801587159235472998791e-5;
  const e = 2.51112930892876518610661e-8 * r + 2.75573911234900471893338e-7;
  const p = (2.08860621107283687536341e-9 * r2 + e) * r8 + ((d * r2 + c) * r4 + (b * r2 + a));
  return r2 * p + r;
}

/** The integer n nearest to x/ln 2. */
export function nearestPower(x: number): number {
  return x * LOG2_E + ROUNDING - ROUNDING;
}

/** x − n ln 2 (Cody and Waite): the first product and difference are exact for |n| < 2^20. */
export function withoutPower(x: number, n: number): number {
  return x - n * LN2_HIGH - n * LN2_LOW;
}
