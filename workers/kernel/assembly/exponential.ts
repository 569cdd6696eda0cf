import {
  add,
  atLeast,
  atMost,
  HALF,
  HALF_ROW,
  isAbove,
  keepZero,
  larger,
  mul,
  mulAdd,
  NEXT,
  ONE,
  ROUNDING,
  sub,
  ZERO,
} from './vector';

/**
 * e^x and e^x − 1, as src/elementary/exp.ts: the same operations in the same order on two doubles.
 * Errors: exp below 1 ulp, expm1 below 2 ulp.
 */

let LOG2_E: v128 = f64x2.splat(1.4426950408889634);
export let LN2_HIGH: v128 = f64x2.splat(6.9314718036912381649e-1);
export let LN2_LOW: v128 = f64x2.splat(1.9082149292705877e-10);
export let EXP_ORDINARY: v128 = f64x2.splat(708);
let HIGHEST: v128 = f64x2.splat(800);
let LOWEST: v128 = f64x2.splat(-800);

let P1: v128 = f64x2.splat(0.1666666666666667);
let P2: v128 = f64x2.splat(0.04166666666666667);
let P3: v128 = f64x2.splat(0.008333333333326084);
let P4: v128 = f64x2.splat(0.0013888888888883711);
let P5: v128 = f64x2.splat(0.0001984126987500228);
let P6: v128 = f64x2.splat(2.480158732567746e-5);
let P7: v128 = f64x2.splat(2.755725517000089e-6);
let P8: v128 = f64x2.splat(2.755727347871858e-7);
let P9: v128 = f64x2.splat(2.5105312729622103e-8);
let P10: v128 = f64x2.splat(2.09147553258932e-9);

/** The linear terms of the polynomial in r of `remainder`, in Estrin's order. */
function joined(r2: v128, a: v128, b: v128, c: v128, d: v128, e: v128): v128 {
  const r4 = mul(r2, r2);
  const r8 = mul(r4, r4);
  const p = add(mul(mulAdd(P10, r2, e), r8), mulAdd(mulAdd(d, r2, c), r4, mulAdd(b, r2, a)));
  return mul(r2, p);
}

/** e^r − 1 − r for |r| <= 0.347. */
function remainder(r: v128): v128 {
  const a = mulAdd(P1, r, HALF);
  const b = mulAdd(P3, r, P2);
  const c = mulAdd(P5, r, P4);
  const d = mulAdd(P7, r, P6);
  const e = mulAdd(P9, r, P8);
  return joined(mul(r, r), a, b, c, d, e);
}

/** e^−r − 1 + r, whose products `remainder` has with the other sign; the optimizer finds that. */
function remainderOfNegative(r: v128): v128 {
  const a = sub(HALF, mul(P1, r));
  const b = sub(P2, mul(P3, r));
  const c = sub(P4, mul(P5, r));
  const d = sub(P6, mul(P7, r));
  const e = sub(P8, mul(P9, r));
  return joined(mul(r, r), a, b, c, d, e);
}

/** n + ROUNDING, n the integer nearest to x/ln 2. */
function roundedPower(x: v128): v128 {
  return mulAdd(x, LOG2_E, ROUNDING);
}

/** 2^n from a vector whose low bits are n, −1022 <= n <= 1023. */
function powerOfTwo(bits: v128): v128 {
  return i64x2.add(i64x2.shl(bits, 52), ONE);
}

/** e^x for |x| <= 708 and for NaN. */
export function ordinaryExp(x: v128): v128 {
  const rounded = roundedPower(x);
  const n = sub(rounded, ROUNDING);
  const r = sub(sub(x, mul(n, LN2_HIGH)), mul(n, LN2_LOW));
  return mul(add(add(remainder(r), r), ONE), powerOfTwo(rounded));
}

/** factor·e^(x + rest) for |x| <= 708 and for NaN. */
export function scaledExp(x: v128, rest: v128, factor: v128): v128 {
  const rounded = roundedPower(x);
  const n = sub(rounded, ROUNDING);
  const r = sub(sub(x, mul(n, LN2_HIGH)), sub(mul(n, LN2_LOW), rest));
  return mul(mulAdd(add(remainder(r), r), factor, factor), powerOfTwo(rounded));
}

/** e^x for every x: 2^n in two factors, of which only the second can overflow or round. */
function wideExp(given: v128): v128 {
  const x = atLeast(atMost(given, HIGHEST), LOWEST);
  const rounded = roundedPower(x);
  const n = sub(rounded, ROUNDING);
  const r = sub(sub(x, mul(n, LN2_HIGH)), mul(n, LN2_LOW));
  const first = mulAdd(n, HALF, ROUNDING);
  const value = mul(add(add(remainder(r), r), ONE), powerOfTwo(first));
  return mul(value, powerOfTwo(i64x2.sub(rounded, first)));
}

/** e^x − 1 for |x| <= 708 and for NaN; loses the sign of −0. */
export function ordinaryExpm1(x: v128): v128 {
  const rounded = roundedPower(x);
  const n = sub(rounded, ROUNDING);
  const high = sub(x, mul(n, LN2_HIGH));
  const low = mul(n, LN2_LOW);
  const r = sub(high, low);
  const q = add(add(remainder(r), sub(sub(high, r), low)), r);
  const scale = powerOfTwo(rounded);
  return mulAdd(q, scale, sub(scale, ONE));
}

/**
 * e^−x with what `ordinaryExpm1(x)` computes too, for |x| <= 708 and for NaN: n, r and their products change
 * sign, and nothing else does.
 */
export function ordinaryExpOfNegative(x: v128): v128 {
  const rounded = roundedPower(x);
  const n = sub(rounded, ROUNDING);
  const r = sub(sub(x, mul(n, LN2_HIGH)), mul(n, LN2_LOW));
  const scale = i64x2.sub(ONE, i64x2.shl(rounded, 52));
  return mul(add(sub(remainderOfNegative(r), r), ONE), scale);
}

/**
 * @returns whether an |x| was above 708: there the results mean nothing, and `wideExpAll` has to be asked.
 */
export function expAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, ordinaryExp(x));
    v128.store(out, ordinaryExp(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, EXP_ORDINARY);
}

export function wideExpAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, wideExp(x));
    v128.store(out, wideExp(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

/** @returns whether an |x| was above 708 */
export function expm1All(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, keepZero(ordinaryExpm1(x), x));
    v128.store(out, keepZero(ordinaryExpm1(y), y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, EXP_ORDINARY);
}
