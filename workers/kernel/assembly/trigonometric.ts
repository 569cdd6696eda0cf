import { cosRemainder, cosStart, sinRemainder, smallCos, smallSin } from './sine-polynomials';
import { add, div, HALF_ROW, isAbove, larger, mul, mulAdd, NEXT, ROUNDING, SIGN, sub, ZERO } from './vector';

/**
 * sin, cos and tan, as src/elementary/trigonometric.ts but on |x| with the sign put back, which gives the
 * same bits and the zeros for nothing. Errors: sin and cos below 2.5 ulp, tan below 3 ulp.
 */

let TWO_OVER_PI: v128 = f64x2.splat(0.6366197723675814);
let HALF_PI_HIGH: v128 = f64x2.splat(1.57079632673412561417);
let HALF_PI_MIDDLE: v128 = f64x2.splat(6.0771005063039659766e-11);
let HALF_PI_LOW: v128 = f64x2.splat(2.02226624879595063154e-21);
let TRIGONOMETRIC_ORDINARY: v128 = f64x2.splat(1e5);
let BIT: v128 = i64x2.splat(1);
let NO_BIT: v128 = i64x2.splat(0);

/** n + ROUNDING, n the integer nearest to x·2/pi. */
function roundedQuarter(x: v128): v128 {
  return mulAdd(x, TWO_OVER_PI, ROUNDING);
}

/** x − n·pi/2. */
function withoutQuarters(x: v128, n: v128): v128 {
  return sub(sub(sub(x, mul(n, HALF_PI_HIGH)), mul(n, HALF_PI_MIDDLE)), mul(n, HALF_PI_LOW));
}

/** All bits of a lane where n is even. */
function isEven(rounded: v128): v128 {
  return i64x2.eq(v128.and(rounded, BIT), NO_BIT);
}

/** The sign bit of sin in quadrant n: bit 1 of n, and the sign of x. */
function signOfSin(rounded: v128, x: v128): v128 {
  return v128.and(v128.xor(i64x2.shl(rounded, 62), x), SIGN);
}

/** The sign bit of cos in quadrant n: bit 1 of n + 1. */
function signOfCos(rounded: v128): v128 {
  return v128.and(i64x2.shl(i64x2.add(rounded, BIT), 62), SIGN);
}

function sin(x: v128): v128 {
  const a = f64x2.abs(x);
  const rounded = roundedQuarter(a);
  const t = withoutQuarters(a, sub(rounded, ROUNDING));
  const value = v128.bitselect(smallSin(t), smallCos(t), isEven(rounded));
  return v128.xor(value, signOfSin(rounded, x));
}

function cos(x: v128): v128 {
  const a = f64x2.abs(x);
  const rounded = roundedQuarter(a);
  const t = withoutQuarters(a, sub(rounded, ROUNDING));
  const value = v128.bitselect(smallCos(t), smallSin(t), isEven(rounded));
  return v128.xor(value, signOfCos(rounded));
}

function tan(x: v128): v128 {
  const a = f64x2.abs(x);
  const rounded = roundedQuarter(a);
  const n = sub(rounded, ROUNDING);
  const high = sub(a, mul(n, HALF_PI_HIGH));
  const middle = mul(n, HALF_PI_MIDDLE);
  const low = mul(n, HALF_PI_LOW);
  const first = sub(high, middle);
  const t = sub(first, low);
  const rest = add(sub(sub(high, first), middle), sub(sub(first, t), low));
  const cosine = add(sub(cosRemainder(t), mul(t, rest)), cosStart(t));
  const sine = add(mulAdd(rest, cosine, sinRemainder(t)), t);
  const even = isEven(rounded);
  const value = div(v128.bitselect(sine, cosine, even), v128.bitselect(cosine, sine, even));
  return v128.xor(value, v128.and(v128.xor(v128.andnot(SIGN, even), x), SIGN));
}

/** @returns whether an |x| was above 1e5, as all passes of this file */
export function sinAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, sin(x));
    v128.store(out, sin(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, TRIGONOMETRIC_ORDINARY);
}

export function cosAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, cos(x));
    v128.store(out, cos(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, TRIGONOMETRIC_ORDINARY);
}

/** Stores sin x and cos x of one vector: both from one reduction. */
function storeSinCos(sinOut: usize, cosOut: usize, x: v128): void {
  const a = f64x2.abs(x);
  const rounded = roundedQuarter(a);
  const t = withoutQuarters(a, sub(rounded, ROUNDING));
  const sine = smallSin(t);
  const cosine = smallCos(t);
  const swap = v128.andnot(v128.xor(sine, cosine), isEven(rounded));
  v128.store(sinOut, v128.xor(v128.xor(sine, swap), signOfSin(rounded, x)));
  v128.store(cosOut, v128.xor(v128.xor(cosine, swap), signOfCos(rounded)));
}

/** sin into [out, end) and cos into another register, neither of which is the operand. */
export function sinCosAll(out: usize, end: usize, a: usize, stepA: usize, cosOut: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    storeSinCos(out, cosOut, x);
    storeSinCos(out + NEXT, cosOut + NEXT, y);
    a += stepA;
    out += HALF_ROW;
    cosOut += HALF_ROW;
  } while (out < end);
  return isAbove(largest, TRIGONOMETRIC_ORDINARY);
}

export function tanAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, tan(x));
    v128.store(out, tan(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, TRIGONOMETRIC_ORDINARY);
}
