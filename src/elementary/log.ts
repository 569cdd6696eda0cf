import { LARGEST, SMALLEST_NORMAL } from './constants.ts';
import { exponentFromSqrtHalf, logMantissa } from './log-mantissa.ts';
import { powerOfTwo } from './bits.ts';

/**
 * Natural logarithm, for every double. With x = 2^k·m and sqrt(1/2) <= m < sqrt(2): k ln 2 + log m.
 * −Infinity at ±0, NaN below 0 and for NaN, Infinity at Infinity.
 * Error: below 1 ulp. Ordinary domain: the positive normal numbers.
 */
export function log(x: number): number {
  if (x >= SMALLEST_NORMAL && x <= LARGEST) return scaledLog(x, 0);
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  // Subnormal: 2^54·x is normal. Below 0 and for NaN the comparison fails.
  return x > 0 ? scaledLog(x * 18014398509481984, -54) : NaN;
}

/** log(x·2^shift) for normal x > 0. */
function scaledLog(x: number, shift: number): number {
  const k = exponentFromSqrtHalf(x);
  return logMantissa(k + shift, x * powerOfTwo(-k) - 1, 0);
}

/**
 * log(1 + x) without loss near 0, for every double. With u = fl(1 + x) = 2^k·m it is log u + (x − (u − 1))/u;
 * both differences are exact for u < 2^53, and beyond they do not count. log1p(±0) = ±0, −Infinity at −1, NaN
 * below. Error: below 1 ulp. Ordinary domain: −1 < x, finite, not 0 (there the result is x).
 */
export function log1p(x: number): number {
  if (!(x > -1 && x <= LARGEST)) return x === -1 ? -Infinity : x === Infinity ? x : NaN;
  if (x === 0) return x;
  const u = 1 + x;
  const k = exponentFromSqrtHalf(u);
  return logMantissa(k, u * powerOfTwo(-k) - 1, (x - (u - 1)) / u);
}
