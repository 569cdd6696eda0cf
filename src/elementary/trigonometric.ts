import { ROUNDING, TWO_OVER_PI } from './constants.ts';
import { nearestPiMultiple } from './pi-multiples.ts';

/** For |x| up to this, three parts of pi/2 reduce x; the functions are straight lines of operations. */
export const TRIGONOMETRIC_ORDINARY = 1e5;

/** pi/2 in three parts of 33, 33 and 53 bits: n times one of the first two is exact for |n| < 2^20. */
const HALF_PI_HIGH = 1.57079632673412561417;
const HALF_PI_MIDDLE = 6.0771005063039659766e-11;
const HALF_PI_LOW = 2.02226624879595063154e-21;

/** The integer n nearest to x·2/pi. */
function nearestQuarter(x: number): number {
  return x * TWO_OVER_PI + ROUNDING - ROUNDING;
}

/**
 * x − n·pi/2 (Cody and Waite). For |x| <= 1e5 the relative error is below 2^-52 also next to the multiples of
 * pi/2: there the first two differences are exact.
 */
function withoutQuarters(x: number, n: number): number {
  return x - n * HALF_PI_HIGH - n * HALF_PI_MIDDLE - n * HALF_PI_LOW;
}

/**
 * sin t − t for |t| <= pi/4: the odd minimax polynomial of degree 13 that C libraries have used since Sun's
 * of 1993, in Estrin's order. Its bits, like those of all in this file, are part of the stream scheme.
 */
function sinRemainder(t: number): number {
  const z = t * t;
  const z2 = z * z;
  const z4 = z2 * z2;
  const a = 8.33333333332248946124e-3 * z + -1.66666666666666324348e-1;
  const b = 2.75573137070700676789e-6 * z + -1.98412698298579493134e-4;
  const c = 1.58969099521155010221e-10 * z + -2.50507602534068634195e-8;
  return z * t * (c * z4 + (b * z2 + a));
}

/** cos t − (1 − t²/2) for |t| <= pi/4: as `sinRemainder`, the even one of degree 14. */
function cosRemainder(t: number): number {
  const z = t * t;
  const z2 = z * z;
  const z4 = z2 * z2;
  const a = -1.38888888888741095749e-3 * z + 4.16666666666666019037e-2;
  const b = -2.75573143513906633035e-7 * z + 2.48015872894767294178e-5;
  const c = -1.13596475577881948265e-11 * z + 2.0875723212981748279e-9;
  return z2 * (c * z4 + (b * z2 + a));
}

/** sin(t + quadrant·pi/2) for |t| <= pi/4. */
function sinOfQuadrant(t: number, quadrant: number): number {
  const value = (quadrant & 1) === 0 ? sinRemainder(t) + t : cosRemainder(t) + (1 - t * t * 0.5);
  return (quadrant & 2) === 0 ? value : -value;
}

/**
 * tan(t + rest + quadrant·pi/2) for |t| <= pi/4 and a rest below t's rounding: sin(t + rest) = sin t +
 * rest·cos t.
 */
function tanOfQuadrant(t: number, rest: number, quadrant: number): number {
  const cosine = cosRemainder(t) - t * rest + (1 - t * t * 0.5);
  const sine = sinRemainder(t) + rest * cosine + t;
  return (quadrant & 1) === 0 ? sine / cosine : -cosine / sine;
}

/**
 * Sine of x radians, for every double; NaN for NaN and the infinities, sin(±0) = ±0, exactly odd.
 * Error: below 2.5 ulp, also next to the multiples of pi.
 * Ordinary domain: |x| <= 1e5, x not 0 (there the result is x).
 */
export function sin(x: number): number {
  if (x === 0) return x;
  if (Math.abs(x) <= TRIGONOMETRIC_ORDINARY) {
    const n = nearestQuarter(x);
    return sinOfQuadrant(withoutQuarters(x, n), n);
  }
  if (!(Math.abs(x) < Infinity)) return NaN;
  const { rest, quadrant } = nearestPiMultiple(x);
  return sinOfQuadrant(rest, quadrant);
}

/** Cosine of x radians: as `sin`, exactly even. Ordinary domain: |x| <= 1e5. */
export function cos(x: number): number {
  if (Math.abs(x) <= TRIGONOMETRIC_ORDINARY) {
    const n = nearestQuarter(x);
    return sinOfQuadrant(withoutQuarters(x, n), n + 1);
  }
  if (!(Math.abs(x) < Infinity)) return NaN;
  const { rest, quadrant } = nearestPiMultiple(x);
  return sinOfQuadrant(rest, quadrant + 1);
}

/**
 * Tangent of x radians: as `sin`, the quotient of sine and cosine. Both would be off by what the reduction of
 * x took, in opposite directions, so that is given back. Error: below 3 ulp. Ordinary domain: |x| <= 1e5, x
 * not 0 (there the result is x).
 */
export function tan(x: number): number {
  if (x === 0) return x;
  if (Math.abs(x) <= TRIGONOMETRIC_ORDINARY) {
    const n = nearestQuarter(x);
    const high = x - n * HALF_PI_HIGH;
    const middle = n * HALF_PI_MIDDLE;
    const low = n * HALF_PI_LOW;
    const first = high - middle;
    const t = first - low;
    return tanOfQuadrant(t, high - first - middle + (first - t - low), n);
  }
  if (!(Math.abs(x) < Infinity)) return NaN;
  const { rest, quadrant } = nearestPiMultiple(x);
  return tanOfQuadrant(rest, 0, quadrant);
}
