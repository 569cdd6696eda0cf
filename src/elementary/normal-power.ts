import { powerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './constants.ts';
import { productRest } from './exact-product.ts';
import { scaledExp } from './exp.ts';
import { exponentFromSqrtHalf } from './log-mantissa.ts';

/** 2/3 = TWO_THIRDS + TWO_THIRDS_REST. */
const TWO_THIRDS = 0.6666666666666666;
const TWO_THIRDS_REST = 3.700743415417188e-17;

/**
 * (x·2^shift)^y for positive normal x, finite y: e^(y log x) with log x as an unevaluated sum of two doubles.
 * With x = 2^k·m, sqrt(1/2) <= m < sqrt(2), s = (m − 1)/(m + 1), z = s²:
 *
 *     log x = k ln 2 + 2s + s·(2/3·z + z²·L(z))
 *
 * where all but z²·L carry the rounding errors of their operations along (Dekker 1971), so that log x has 64
 * bits, and y log x is right to 2^-54 wherever the result is finite. L of degree 8 interpolates at Chebyshev
 * nodes (scripts/derive-elementary-constants.py, relative error 2^-66). Error: below 1.5 ulp.
 */
export function normalPower(x: number, shift: number, y: number): number {
  const exponent = exponentFromSqrtHalf(x);
  const k = exponent + shift;
  const g = x * powerOfTwo(-exponent) - 1;
  // s = g/(2 + g) and what division took from it
  const d = 2 + g;
  const s = g / d;
  const sd = s * d;
  const sRest = (g - sd - productRest(s, d, sd) - s * (g - (d - 2))) / d;
  const z = s * s;
  const zRest = productRest(s, s, z) + 2 * s * sRest;
  // w = 2/3·z + z²·L(z)
  const w = z * TWO_THIRDS;
  const wRest =
    productRest(z, TWO_THIRDS, w) + (z * TWO_THIRDS_REST + zRest * TWO_THIRDS) + z * (z * logTail(z));
  const sw = s * w;
  const swRest = productRest(s, w, sw) + (s * wRest + sRest * w);
  // the sum from the largest to the smallest; a difference of sums is what rounding took
  const kln2 = k * LN2_HIGH;
  const first = kln2 + 2 * s;
  const second = first + sw;
  const rest = 2 * s - (first - kln2) + (sw - (second - first)) + (2 * sRest + swRest + k * LN2_LOW);
  const high = second + rest;
  const low = rest - (high - second);
  return expOfProduct(y, high, low);
}

/** e^(y·(high + low)). */
function expOfProduct(y: number, high: number, low: number): number {
  const product = y * high;
  // Here a rest would mean nothing: the splitting of y may overflow.
  if (!(Math.abs(product) <= 800)) return product > 0 ? Infinity : 0;
  return scaledExp(product, productRest(y, high, product) + y * low, 1);
}

/** L(z) = (log((1 + s)/(1 − s))/s − 2 − 2z/3)/z², in Estrin's order. */
function logTail(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const a = 0.28571428571428564 * z + 0.4;
  const b = 0.1818181817964499 * z + 0.2222222222222847;
  const c = 0.13333296397963834 * z + 0.1538461576290815;
  const d = 0.10456195110401492 * z + 0.11766819021629554;
  return 0.1076362151501126 * (z4 * z4) + ((d * z2 + c) * z4 + (b * z2 + a));
}
