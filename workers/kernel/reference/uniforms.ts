/** The two uniforms of Box–Muller from 64-bit words in halves. All operations here are exact but one. */

const TWO_MINUS_52 = 2.220446049250313e-16;
const TWO_MINUS_53 = 1.1102230246251565e-16;
const HALF_PI = 1.5707963267948966;

/**
 * A multiple of 2^-53 in (0, 1], each equally likely: 1 − (top 53 bits of the word)·2^-53.
 *
 * The same number without 64-bit integers to doubles: (2 − d) − b·2^-53, where d in [1, 2) has the top 52
 * bits as its mantissa and b is bit 11. That is exact: 2 − d and b·2^-53 are multiples of 2^-53, and so is
 * their difference, which lies in (0, 1]; a double holds all such multiples. A vector kernel may use that
 * form.
 */
export function radiusUniform(high: number, low: number): number {
  return 1 - (high * 2097152 + (low >>> 11)) * TWO_MINUS_53;
}

/**
 * An angle in [−pi/4, pi/4): (top 52 bits of the word · 2^-52 − 1/2)·(pi/2). Only the last product rounds.
 * The low 12 bits of the word stay unused here: two of them are the signs of the normals.
 */
export function angle(high: number, low: number): number {
  return ((high * 1048576 + (low >>> 12)) * TWO_MINUS_52 - 0.5) * HALF_PI;
}
