/** Exact fractions. Every finite double is one. In lowest terms, the denominator positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A double as mantissa·2^exponent, both whole. */
function parts(x: number): readonly [mantissa: bigint, exponent: number] {
  let exponent = 0;
  let scaled = x;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent -= 1;
  }
  return [BigInt(scaled), exponent];
}

/** Errors: a RangeError for a number that is not finite. */
export function rational(x: number): Rational {
  if (!Number.isFinite(x)) throw new RangeError(`rational: found ${x}, expected a finite number`);
  const [mantissa, exponent] = parts(x);
  return lowest(mantissa, 1n << BigInt(-exponent));
}

export const ZERO = rational(0);
export const ONE = rational(1);
export const TWO = rational(2);

function lowest(numerator: bigint, denominator: bigint): Rational {
  const divisor = greatestCommonDivisor(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** Never negative; of 0 and b it is |b|. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

export function add(a: Rational, b: Rational): Rational {
  return lowest(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
  return lowest(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Domain: b not 0. */
export function divide(a: Rational, b: Rational): Rational {
  return lowest(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function signOf({ numerator }: Rational): -1 | 0 | 1 {
  return numerator > 0n ? 1 : numerator < 0n ? -1 : 0;
}

export function isBelow(a: Rational, b: Rational): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

export function isEqual(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

/** For messages: about 15 digits. */
export function approximate({ numerator, denominator }: Rational): number {
  const whole = numerator / denominator;
  const rest = ((numerator - whole * denominator) * 1_000_000_000_000_000n) / denominator;
  return Number(whole) + Number(rest) / 1e15;
}

/** Digits of the longer of numerator and denominator, base 16. */
export function lengthOf({ numerator, denominator }: Rational): number {
  return Math.max(numerator.toString(16).length, denominator.toString(16).length);
}
