import { HALF_ROW, mul, NEXT, ONE, orNaN, sub, ZERO } from './vector';

/**
 * Operations with kinks and jumps; a NaN operand stays NaN. For the arguments of a pass see arithmetic.ts.
 */

let MINUS_ONE: v128 = f64x2.splat(-1);

/** 1, −1, or +0 at both zeros. */
function sign(x: v128): v128 {
  const positive = v128.and(f64x2.gt(x, ZERO), ONE);
  const negative = v128.and(f64x2.lt(x, ZERO), MINUS_ONE);
  return orNaN(v128.or(positive, negative), x);
}

/** 1 for x >= 0, else 0. */
function step(x: v128): v128 {
  return orNaN(v128.and(f64x2.ge(x, ZERO), ONE), x);
}

/** x < y or x is NaN ? x : y. */
function lesser(x: v128, y: v128): v128 {
  return orNaN(f64x2.pmin(y, x), x);
}

/** x > y or x is NaN ? x : y. */
function greater(x: v128, y: v128): v128 {
  return orNaN(f64x2.pmax(y, x), x);
}

function clip(x: v128, low: v128, high: v128): v128 {
  return lesser(greater(x, low), high);
}

/** y for x >= 0, z for x < 0. */
function choose(x: v128, y: v128, z: v128): v128 {
  return orNaN(v128.bitselect(y, z, f64x2.ge(x, ZERO)), x);
}

/** x − y·floor(x/y). */
function remainder(x: v128, y: v128): v128 {
  return sub(x, mul(y, f64x2.floor(f64x2.div(x, y))));
}

export function absAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, f64x2.abs(x));
    v128.store(out, f64x2.abs(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

export function signAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, sign(x));
    v128.store(out, sign(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

export function stepAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, step(x));
    v128.store(out, step(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

export function floorAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, f64x2.floor(x));
    v128.store(out, f64x2.floor(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

export function modAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  do {
    const y = remainder(v128.load(a, NEXT), v128.load(b, NEXT));
    v128.store(out, remainder(v128.load(a), v128.load(b)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
}

export function minAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  do {
    const y = lesser(v128.load(a, NEXT), v128.load(b, NEXT));
    v128.store(out, lesser(v128.load(a), v128.load(b)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
}

export function maxAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  do {
    const y = greater(v128.load(a, NEXT), v128.load(b, NEXT));
    v128.store(out, greater(v128.load(a), v128.load(b)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
}

export function clipAll(
  out: usize,
  end: usize,
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  c: usize,
  stepC: usize,
): void {
  do {
    const y = clip(v128.load(a, NEXT), v128.load(b, NEXT), v128.load(c, NEXT));
    v128.store(out, clip(v128.load(a), v128.load(b), v128.load(c)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    c += stepC;
    out += HALF_ROW;
  } while (out < end);
}

export function selectAll(
  out: usize,
  end: usize,
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  c: usize,
  stepC: usize,
): void {
  do {
    const y = choose(v128.load(a, NEXT), v128.load(b, NEXT), v128.load(c, NEXT));
    v128.store(out, choose(v128.load(a), v128.load(b), v128.load(c)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    c += stepC;
    out += HALF_ROW;
  } while (out < end);
}
