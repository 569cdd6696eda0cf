/** The bit pattern of a double as two 32-bit words, on machines of either byte order, and powers of two. */

// Scratch of the functions below: nothing in it outlives a call.
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** Sign, exponent and the upper 20 bits of the significand, as a signed integer. */
export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH]!;
}

/** The lower 32 bits of the significand, as a signed integer. */
export function lowWord(x: number): number {
  double[0] = x;
  return words[LOW]!;
}

/** 2^-1074 to 2^1023. A look-up is faster here than assembling the bits; a vector kernel shifts. */
const POWERS = powers();

function powers(): Float64Array {
  const table = new Float64Array(1074 + 1024);
  let power = 5e-324;
  for (let i = 0; i < table.length; i += 1, power += power) table[i] = power;
  return table;
}

/** 2^n for an integer −1074 <= n <= 1023; 1 for NaN. */
export function powerOfTwo(n: number): number {
  return POWERS[(n | 0) + 1074]!;
}

/**
 * value·2^n for −1900 <= n <= 1900 and 2^-120 < |value| < 2^120: two steps, of which only the last can round.
 */
export function timesPowerOfTwo(value: number, n: number): number {
  const first = n < 0 ? -900 : 900;
  return value * powerOfTwo(first) * powerOfTwo(n - first);
}
