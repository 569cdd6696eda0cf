import { highWord } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './constants.ts';

/**
 * What, added to the high word of x, makes the exponent count from sqrt(1/2), whose high word is 0x3fe6a09e.
 */
const TO_SQRT_HALF = 0x3ff00000 - 0x3fe6a09e;

/** The k of x = 2^k·m with sqrt(1/2) <= m < sqrt(2) (compared by high words), for positive normal x. */
export function exponentFromSqrtHalf(x: number): number {
  return ((highWord(x) + TO_SQRT_HALF) >>> 20) - 1023;
}

/**
 * k ln 2 + log(1 + g) + c for sqrt(1/2) <= 1 + g < sqrt(2) and a small c. With s = g/(2 + g) and h = g²/2,
 * log(1 + g) = g − (h − s·(h + R(s²))), R the minimax polynomial of log((1 + s)/(1 − s))/s − 2, degree 14 in
 * s (the constants every C library has used since Sun's, 1993), its odd and even powers of s² apart. Its bits
 * are part of the stream scheme: constants and order of operations are fixed.
 */
export function logMantissa(k: number, g: number, c: number): number {
  const s = g / (g + 2);
  const z = s * s;
  const w = z * z;
  const odd = w * ((1.531383769920937332e-1 * w + 2.222219843214978396e-1) * w + 3.999999999940941908e-1);
  const even =
    z *
    (((1.479819860510658591e-1 * w + 1.818357216161805012e-1) * w + 2.857142874366239149e-1) * w +
      6.66666666666673513e-1);
  const h = g * g * 0.5;
  return k * LN2_HIGH + (g + (k * LN2_LOW + c + s * (h + (odd + even)) - h));
}
