import * as arithmetic from '../formula/algebra/interval-arithmetic.ts';
import type { Encloser } from '../formula/algebra/interval-arithmetic.ts';

/**
 * Intervals as values, by the outward-rounded arithmetic of src/formula/algebra; ends may be infinite,
 * 0·infinity is 0.
 */
export type Interval = readonly [lo: number, hi: number];

export const EVERYTHING: Interval = [-Infinity, Infinity];
export const NOTHING_BUT_ZERO: Interval = [0, 0];
export const ONE: Interval = [1, 1];

function binary(encloser: Encloser): (x: Interval, y: Interval) => Interval {
  const places = { lo: new Float64Array(3), hi: new Float64Array(3) };
  return (x, y) => {
    [places.lo[0], places.hi[0]] = x;
    [places.lo[1], places.hi[1]] = y;
    encloser(places, 2, 0, 1, 0);
    return [places.lo[2]!, places.hi[2]!];
  };
}

export const sum = binary(arithmetic.add);
export const product = binary(arithmetic.multiply);
/** Everything where the divisor may be 0. */
export const quotient = binary(arithmetic.divide);

/** x² with both factors the same: never negative. */
export const square: (x: Interval) => Interval = (() => {
  const same = binary((e, i, a) => arithmetic.multiply(e, i, a, a, a));
  return (x) => same(x, x);
})();

export function negated([lo, hi]: Interval): Interval {
  return [-hi, -lo];
}

export function hull(x: Interval, y: Interval): Interval {
  return [Math.min(x[0], y[0]), Math.max(x[1], y[1])];
}

export function isZero([lo, hi]: Interval): boolean {
  return lo === 0 && hi === 0;
}
