/**
 * Short names for the operations on two doubles at once, and the constants that every family needs.
 *
 * Constants are `let`, not `const`: a `const` becomes an immediate, which V8 from Node 24 on rebuilds in
 * every turn of a loop. A variable is loaded, and the build moves the loads in front of the loop
 * (scripts/build-kernel.mjs).
 */

/** Bytes of a row: eight lanes. A pass goes through a register in steps of half a row, two vectors. */
export const ROW: usize = 64;
export const HALF_ROW: usize = 32;
/**
 * Offset of the second vector of a half row. Wider kernels read the same sources (workers/kernel/native): one
 * of four doubles has its second vector at 32 and a step of a whole row, one of eight doubles has no second,
 * and everything for NEXT is done for 0 once more. So a loop loads both vectors before it stores one.
 */
export const NEXT: usize = 16;

export let ZERO: v128 = f64x2.splat(0);
export let HALF: v128 = f64x2.splat(0.5);
export let ONE: v128 = f64x2.splat(1);
export let TWO: v128 = f64x2.splat(2);
export let LARGEST: v128 = f64x2.splat(1.7976931348623157e308);
export let SMALLEST_NORMAL: v128 = f64x2.splat(2.2250738585072014e-308);
/** 1.5·2^52: adding it rounds to an integer, which then stands in the low bits of the sum. */
export let ROUNDING: v128 = f64x2.splat(6755399441055744);
export let SIGN: v128 = i64x2.splat(0x8000000000000000);

export function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

export function sub(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

export function mul(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

export function div(a: v128, b: v128): v128 {
  return f64x2.div(a, b);
}

/** a·b + c with two roundings: a fused one would give other bits. */
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** The smaller of x and a bound that is no NaN; NaN for NaN. */
export function atMost(x: v128, bound: v128): v128 {
  return f64x2.pmin(x, bound);
}

/** The larger of x and a bound that is no NaN; NaN for NaN. */
export function atLeast(x: v128, bound: v128): v128 {
  return f64x2.pmax(x, bound);
}

/**
 * The largest |x| so far; a NaN counts for nothing, because every straight line makes NaN of NaN. It must
 * come second: pmax answers its first operand then.
 */
export function larger(largest: v128, x: v128, y: v128): v128 {
  return f64x2.pmax(f64x2.pmax(largest, f64x2.abs(x)), f64x2.abs(y));
}

/**
 * Whether a lane of `largest` is above the limit: then a pass has met an argument outside its ordinary
 * domain.
 */
export function isAbove(largest: v128, limit: v128): bool {
  return v128.any_true(f64x2.gt(largest, limit));
}

/** y with the sign bit of x; y >= 0. */
export function withSign(y: v128, x: v128): v128 {
  return v128.or(y, v128.and(x, SIGN));
}

/** y, but x where x is ±0: a sum loses the sign of zero. There y is +0 or x. */
export function keepZero(y: v128, x: v128): v128 {
  return v128.or(y, v128.and(x, f64x2.eq(x, ZERO)));
}

/** y, but NaN where x is NaN. */
export function orNaN(y: v128, x: v128): v128 {
  return v128.or(y, f64x2.ne(x, x));
}
