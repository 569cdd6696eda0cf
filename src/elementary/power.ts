import { LARGEST, SMALLEST_NORMAL } from './constants.ts';
import { normalPower } from './normal-power.ts';

/**
 * x^y for all doubles, with the special values of C99 (annex F) and IEEE 754: x^0 and 1^y are 1 even for NaN;
 * a negative x needs a whole y (else NaN) and keeps its sign for an odd one; 0 to a negative power is
 * ±Infinity; (−1)^±Infinity is 1. Overflows and underflows gradually. Error: below 1.5 ulp. Ordinary domain:
 * x positive and normal, x not 1, |y log x| <= 708.
 */
export function power(x: number, y: number): number {
  if (x >= SMALLEST_NORMAL && x <= LARGEST && x !== 1 && Math.abs(y) <= LARGEST) return normalPower(x, 0, y);
  if (y === 0 || x === 1) return 1;
  if (x !== x || y !== y) return NaN;
  const size = Math.abs(x);
  const whole = Math.floor(y) === y;
  if (x < 0 && !whole && size < Infinity) return NaN;
  const odd = whole && 2 * Math.floor(0.5 * y) !== y;
  const negative = x < 0 || 1 / x < 0;
  return odd && negative ? -sizeOfPower(size, y) : sizeOfPower(size, y);
}

/** x^y for 0 <= x <= Infinity and any y but 0 and NaN. */
function sizeOfPower(x: number, y: number): number {
  if (x === 1) return 1;
  const grows = x > 1 ? y > 0 : y < 0;
  if (x === 0 || x === Infinity || Math.abs(y) === Infinity) return grows ? Infinity : 0;
  // Subnormal: 2^54·x is normal.
  return x >= SMALLEST_NORMAL ? normalPower(x, 0, y) : normalPower(x * 18014398509481984, -54, y);
}
