import { powerOfTwo } from '../../../src/elementary/bits.ts';
import { exponentFromSqrtHalf } from '../../../src/elementary/log-mantissa.ts';

const MINUS_LN2 = -0.6931471805599453;

/**
 * −log u for 2^-53 <= u <= 1: the squared radius of a pair of normals, halved.
 *
 * With u = 2^k·m, sqrt(1/2) <= m < sqrt(2), s = (m − 1)/(m + 1) and z = s² it is −k·ln 2 − (2s + s·z·P(z)), P
 * the polynomial of (log((1 + s)/(1 − s))/s − 2)/z through six Chebyshev nodes
 * (scripts/derive-elementary-constants.py). Error: below 5 ulp, so that of the radius below 3; `log` of
 * src/elementary is below 1, and takes longer.
 *
 * Its bits are part of the stream scheme: constants and order of operations are fixed.
 */
export function squaredRadius(u: number): number {
  const k = exponentFromSqrtHalf(u);
  const g = u * powerOfTwo(-k) - 1;
  const s = g / (g + 2);
  const z = s * s;
  const w = z * z;
  const high = (0.1662311658428347 * z + 0.18140107756610346) * w;
  const low = 0.4000000001126354 * z + 0.6666666666666206;
  const p = (high + (0.22222864249374918 * z + 0.2857142412022083)) * w + low;
  return MINUS_LN2 * k - (s + s + s * z * p);
}
