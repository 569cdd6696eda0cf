/** The bit pattern of a double as two unsigned 32-bit words, on machines of either byte order. */

// Scratch of the functions below: nothing in it outlives a call.
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** Sign, exponent and the upper 20 bits of the significand. */
export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH]!;
}

/** The lower 32 bits of the significand. */
export function lowWord(x: number): number {
  double[0] = x;
  return words[LOW]!;
}

/** The double with these words. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high;
  words[LOW] = low;
  return double[0]!;
}

/** x with another high word. */
export function withHighWord(x: number, high: number): number {
  double[0] = x;
  words[HIGH] = high;
  return double[0];
}

/** 2^n for an integer −1022 <= n <= 1023; any double otherwise. */
export function powerOfTwo(n: number): number {
  words[HIGH] = (n + 1023) << 20;
  words[LOW] = 0;
  return double[0]!;
}

/** value·2^n for −1800 <= n <= 1900 and 2^-120 < |value| < 2^120: two steps, of which only the last can round. */
export function timesPowerOfTwo(value: number, n: number): number {
  const first = n < 0 ? -900 : 900;
  return value * powerOfTwo(first) * powerOfTwo(n - first);
}
