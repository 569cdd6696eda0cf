import { log } from '../../elementary/log.ts';
import { power } from '../../elementary/power.ts';

/** What the values of an axis must be, beyond finite. */
export type AxisKind = 'real' | 'whole';

export interface Spacing {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Evenly spaced values from + i·(to − from)/(count − 1), i = 0 … count − 1. The ends are exactly `from` and
 * `to`, the others are rounded to 15 significant digits, so that 0.1·3 is 0.3. A count of 1 gives `from`.
 */
export function linearValues({ from, to, count }: Spacing): readonly number[] {
  return spaced(from, to, count, (i) => from + (i * (to - from)) / (count - 1));
}

/**
 * Values from·(to/from)^(i/(count − 1)), i = 0 … count − 1, with ends and rounding as in `linearValues`.
 * Domain: from, to > 0, and to/from from 1e-300 to 1e300.
 */
export function geometricValues({ from, to, count }: Spacing): readonly number[] {
  const ratio = to / from;
  return spaced(from, to, count, (i) => from * fractionalPower(ratio, i, count - 1));
}

/** x^(i/n) within a few ulp: the rounding of i/n alone would cost log(x) ulp, and 1e-8 would not be 1e-8. */
function fractionalPower(x: number, i: number, n: number): number {
  const exponent = i / n;
  // exponent·n in two exact products, since n has no more than 14 bits.
  const high = Math.fround(exponent);
  const rest = (i - n * high - n * (exponent - high)) / n;
  return power(x, exponent) * (1 + rest * log(x));
}

function spaced(from: number, to: number, count: number, between: (i: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return positiveZero(from);
    if (i === count - 1) return positiveZero(to);
    return positiveZero(Number(between(i).toPrecision(15)));
  });
}

/** There is one zero: -0 and 0 would be two cells of the same content. */
export function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}
