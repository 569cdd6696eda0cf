import { ordinaryLog, ordinaryLog1p } from './logarithm';
import { INVERSE_SQRT_2PI, NORMAL_ORDINARY, tailDensity } from './normal-distribution';
import { normalTail } from './normal-tail';
import { div, HALF, HALF_ROW, isAbove, larger, mul, NEXT, ONE, sub, ZERO } from './vector';

/**
 * log of the normal distribution function and its derivative, as src/elementary/log-normal.ts: the same
 * operations in the same order on two doubles. Errors: below 3 ulp.
 */

/** For |x| <= 37. */
function lognormcdf(x: v128): v128 {
  const a = f64x2.abs(x);
  const tail = normalTail(a);
  const upper = ordinaryLog1p(f64x2.neg(tailDensity(a, tail)));
  const lower = sub(ordinaryLog(tail), mul(mul(a, a), HALF));
  return v128.bitselect(upper, lower, f64x2.gt(x, ZERO));
}

/** For |x| <= 37. */
function mills(x: v128): v128 {
  const a = f64x2.abs(x);
  const tail = normalTail(a);
  const upper = div(tailDensity(a, INVERSE_SQRT_2PI), sub(ONE, tailDensity(a, tail)));
  return v128.bitselect(upper, div(INVERSE_SQRT_2PI, tail), f64x2.gt(x, ZERO));
}

/** @returns whether an |x| was above 37 */
export function lognormcdfAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, lognormcdf(x));
    v128.store(out, lognormcdf(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, NORMAL_ORDINARY);
}

/** @returns whether an |x| was above 37 */
export function millsAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, mills(x));
    v128.store(out, mills(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, NORMAL_ORDINARY);
}
