import { LN2_HIGH, LN2_LOW } from './exponential';
import {
  add,
  div,
  HALF,
  HALF_ROW,
  keepZero,
  LARGEST,
  mul,
  mulAdd,
  NEXT,
  ONE,
  SMALLEST_NORMAL,
  sub,
  TWO,
} from './vector';

/**
 * log x and log(1 + x), as src/elementary/log.ts: the same operations in the same order on two doubles.
 * Errors: below 1 ulp.
 */

/** The high word of sqrt(1/2), and what makes the exponent count from there. */
let SQRT_HALF: v128 = i64x2.splat(0x3fe6a09e00000000);
let TO_SQRT_HALF: v128 = i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e00000000);
let SIGNIFICAND: v128 = i64x2.splat(0x000fffffffffffff);
/** 2^52, whose low bits an integer below 2^52 can take, and 2^52 + 1023. */
let INTEGER: v128 = i64x2.splat(0x4330000000000000);
let BIASED_INTEGER: v128 = f64x2.splat(4503599627371519);
let MINUS_ONE: v128 = f64x2.splat(-1);

let S1: v128 = f64x2.splat(6.66666666666673513e-1);
let S2: v128 = f64x2.splat(3.999999999940941908e-1);
let S3: v128 = f64x2.splat(2.857142874366239149e-1);
let S4: v128 = f64x2.splat(2.222219843214978396e-1);
let S5: v128 = f64x2.splat(1.818357216161805012e-1);
let S6: v128 = f64x2.splat(1.531383769920937332e-1);
let S7: v128 = f64x2.splat(1.479819860510658591e-1);

/** x with its exponent counted from sqrt(1/2): the source of k and m of x = 2^k·m. For positive normal x. */
export function countedFromSqrtHalf(x: v128): v128 {
  return i64x2.add(x, TO_SQRT_HALF);
}

/** k as a double. */
export function exponentOf(counted: v128): v128 {
  return sub(v128.or(i64x2.shr_u(counted, 52), INTEGER), BIASED_INTEGER);
}

/** m, sqrt(1/2) <= m < sqrt(2). */
export function mantissaOf(counted: v128): v128 {
  return i64x2.add(v128.and(counted, SIGNIFICAND), SQRT_HALF);
}

/** s·(h + R(s²)) − h with h = g²/2, and `low` in front: what the logarithm of 1 + g has beyond g. */
function beyondFirst(low: v128, g: v128): v128 {
  const s = div(g, add(g, TWO));
  const z = mul(s, s);
  const w = mul(z, z);
  const odd = mul(w, mulAdd(mulAdd(S6, w, S4), w, S2));
  const even = mul(z, mulAdd(mulAdd(mulAdd(S7, w, S5), w, S3), w, S1));
  const h = mul(mul(g, g), HALF);
  return sub(add(low, mul(s, add(h, add(odd, even)))), h);
}

/** log x for positive normal x. */
export function ordinaryLog(x: v128): v128 {
  const counted = countedFromSqrtHalf(x);
  const k = exponentOf(counted);
  const g = sub(mantissaOf(counted), ONE);
  return add(mul(k, LN2_HIGH), add(g, beyondFirst(mul(k, LN2_LOW), g)));
}

/** log(1 + x) for finite x > −1 and for NaN; loses the sign of −0. */
export function ordinaryLog1p(x: v128): v128 {
  const u = add(ONE, x);
  const counted = countedFromSqrtHalf(u);
  const k = exponentOf(counted);
  const g = sub(mantissaOf(counted), ONE);
  const rest = div(sub(x, sub(u, ONE)), u);
  return add(mul(k, LN2_HIGH), add(g, beyondFirst(add(mul(k, LN2_LOW), rest), g)));
}

function isPositiveNormal(x: v128): v128 {
  return v128.and(f64x2.ge(x, SMALLEST_NORMAL), f64x2.le(x, LARGEST));
}

/** @returns whether an x was no positive normal number */
export function logAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let ordinary: v128 = i64x2.splat(-1);
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    ordinary = v128.and(ordinary, v128.and(isPositiveNormal(x), isPositiveNormal(y)));
    v128.store(out, ordinaryLog(x));
    v128.store(out, ordinaryLog(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return !i64x2.all_true(ordinary);
}

function isFiniteAboveMinusOne(x: v128): v128 {
  return v128.and(f64x2.gt(x, MINUS_ONE), f64x2.le(x, LARGEST));
}

/** @returns whether an x was −1 or below, infinite or NaN */
export function log1pAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let ordinary: v128 = i64x2.splat(-1);
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    ordinary = v128.and(ordinary, v128.and(isFiniteAboveMinusOne(x), isFiniteAboveMinusOne(y)));
    v128.store(out, keepZero(ordinaryLog1p(x), x));
    v128.store(out, keepZero(ordinaryLog1p(y), y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return !i64x2.all_true(ordinary);
}
