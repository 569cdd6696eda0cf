import { EXP_ORDINARY, ordinaryExp, ordinaryExpm1, ordinaryExpOfNegative } from './exponential';
import {
  add,
  atMost,
  div,
  HALF,
  HALF_ROW,
  isAbove,
  larger,
  mul,
  mulAdd,
  NEXT,
  ONE,
  TWO,
  withSign,
  ZERO,
} from './vector';

/**
 * tanh, sinh, cosh and sech², as src/elementary/hyperbolic.ts: the same operations in the same order on two
 * doubles. Errors: below 2.5 ulp.
 */

let TANH_ONE: v128 = f64x2.splat(22);
let MINUS_TWO: v128 = f64x2.splat(-2);
let FOUR: v128 = f64x2.splat(4);
let SECH2_ORDINARY: v128 = f64x2.splat(354);

function tanh(x: v128): v128 {
  const a = atMost(f64x2.abs(x), TANH_ONE);
  const t = ordinaryExpm1(add(a, a));
  return withSign(div(t, add(t, TWO)), x);
}

function sinh(x: v128): v128 {
  const t = ordinaryExpm1(f64x2.abs(x));
  return withSign(mul(add(t, div(t, add(t, ONE))), HALF), x);
}

function cosh(x: v128): v128 {
  const e = ordinaryExp(f64x2.abs(x));
  return mul(add(e, div(ONE, e)), HALF);
}

function sech2(x: v128): v128 {
  const u = ordinaryExp(mul(MINUS_TWO, f64x2.abs(x)));
  return div(mul(FOUR, u), mulAdd(u, add(TWO, u), ONE));
}

/** For every x. */
export function tanhAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, tanh(x));
    v128.store(out, tanh(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

/** @returns whether an |x| was above 708 */
export function sinhAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, sinh(x));
    v128.store(out, sinh(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, EXP_ORDINARY);
}

/** @returns whether an |x| was above 708 */
export function coshAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, cosh(x));
    v128.store(out, cosh(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, EXP_ORDINARY);
}

/** @returns whether an |x| was above 354 */
export function sech2All(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, sech2(x));
    v128.store(out, sech2(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, SECH2_ORDINARY);
}

/**
 * Stores tanh x and sech² x of one vector, |x| <= 354, from one reduction of 2|x|. tanh needs no clamp here:
 * its t is finite, and where it is large t/(t + 2) rounds to 1.
 */
function storeTanhSech2(tanhOut: usize, sech2Out: usize, x: v128): void {
  const a = f64x2.abs(x);
  const twice = add(a, a);
  const t = ordinaryExpm1(twice);
  const u = ordinaryExpOfNegative(twice);
  v128.store(tanhOut, withSign(div(t, add(t, TWO)), x));
  v128.store(sech2Out, div(mul(FOUR, u), mulAdd(u, add(TWO, u), ONE)));
}

/**
 * tanh into [out, end) and sech² into another register, neither of which is the operand.
 * @returns whether an |x| was above 354
 */
export function tanhSech2All(out: usize, end: usize, a: usize, stepA: usize, sech2Out: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    storeTanhSech2(out, sech2Out, x);
    storeTanhSech2(out + NEXT, sech2Out + NEXT, y);
    a += stepA;
    out += HALF_ROW;
    sech2Out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, SECH2_ORDINARY);
}
