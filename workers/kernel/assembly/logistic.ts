import { EXP_ORDINARY, ordinaryExp } from './exponential';
import { ordinaryLog1p } from './logarithm';
import { add, div, HALF_ROW, isAbove, larger, NEXT, ONE, ZERO } from './vector';

/**
 * sigmoid and softplus, as src/elementary/logistic.ts: the same operations in the same order on two doubles.
 * Errors: sigmoid below 2.5 ulp, softplus below 2 ulp.
 */

function sigmoid(x: v128): v128 {
  return div(ONE, add(ONE, ordinaryExp(f64x2.neg(x))));
}

function softplus(x: v128): v128 {
  const y = ordinaryLog1p(ordinaryExp(f64x2.neg(f64x2.abs(x))));
  return add(v128.and(x, f64x2.gt(x, ZERO)), y);
}

/** @returns whether an |x| was above 708 */
export function sigmoidAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, sigmoid(x));
    v128.store(out, sigmoid(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, EXP_ORDINARY);
}

/** @returns whether an |x| was above 708 */
export function softplusAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, softplus(x));
    v128.store(out, softplus(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, EXP_ORDINARY);
}
