import { add, LARGEST, mul, NEXT, ONE, sub, ZERO } from './vector';

/**
 * The numbers about which a block sums its contributions, as workers/kernel/reference/shift.ts: the lower
 * median of each over the eight lanes of the first row, non-finite values last, or 0 if that is not finite.
 */

let INFINITE: v128 = f64x2.splat(Infinity);

function finiteOrLast(u: v128): v128 {
  return v128.bitselect(u, INFINITE, f64x2.le(f64x2.abs(u), LARGEST));
}

/** Lane 0 of two contributions side by side, and lane 1. */
function firstOf(u: v128, v: v128): v128 {
  return i8x16.shuffle(u, v, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

function secondOf(u: v128, v: v128): v128 {
  return i8x16.shuffle(u, v, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
}

/** The i-th smallest of a, b, c, d: a network of five exchanges. */
function storeSorted(out: usize, a: v128, b: v128, c: v128, d: v128): void {
  const low1 = f64x2.pmin(a, b);
  const high1 = f64x2.pmax(a, b);
  const low2 = f64x2.pmin(c, d);
  const high2 = f64x2.pmax(c, d);
  const middle1 = f64x2.pmax(low1, low2);
  const middle2 = f64x2.pmin(high1, high2);
  v128.store(out, f64x2.pmin(low1, low2));
  v128.store(out, f64x2.pmin(middle1, middle2), NEXT);
  v128.store(out, f64x2.pmax(middle1, middle2), 2 * NEXT);
  v128.store(out, f64x2.pmax(high1, high2), 3 * NEXT);
}

/** The fourth smallest of two sorted fours: the largest of the four smallest, which pair up crosswise. */
function fourthSmallest(low: usize, high: usize): v128 {
  const p = f64x2.pmin(v128.load(low), v128.load(high, 3 * NEXT));
  const q = f64x2.pmin(v128.load(low, NEXT), v128.load(high, 2 * NEXT));
  const r = f64x2.pmin(v128.load(low, 2 * NEXT), v128.load(high, NEXT));
  const s = f64x2.pmin(v128.load(low, 3 * NEXT), v128.load(high));
  return f64x2.pmax(f64x2.pmax(p, q), f64x2.pmax(r, s));
}

/** Sorts the four lanes from `lane` on of the two contributions to out. */
function sortScore(out: usize, eps: usize, value: usize): void {
  const e = v128.load(eps);
  const f = v128.load(eps, NEXT);
  const v = v128.load(value);
  const w = v128.load(value, NEXT);
  const mu = finiteOrLast(mul(v, e));
  const mu2 = finiteOrLast(mul(w, f));
  const sigma = finiteOrLast(mul(v, sub(mul(e, e), ONE)));
  const sigma2 = finiteOrLast(mul(w, sub(mul(f, f), ONE)));
  storeSorted(out, firstOf(mu, sigma), secondOf(mu, sigma), firstOf(mu2, sigma2), secondOf(mu2, sigma2));
}

function sortPathwise(out: usize, eps: usize, derivative: usize): void {
  const d = v128.load(derivative);
  const d2 = v128.load(derivative, NEXT);
  const mu = finiteOrLast(d);
  const mu2 = finiteOrLast(d2);
  const sigma = finiteOrLast(mul(d, v128.load(eps)));
  const sigma2 = finiteOrLast(mul(d2, v128.load(eps, NEXT)));
  storeSorted(out, firstOf(mu, sigma), secondOf(mu, sigma), firstOf(mu2, sigma2), secondOf(mu2, sigma2));
}

/** 0 where the median is infinite; the sum with 0 makes a zero positive. */
function storeShift(out: usize, median: v128): void {
  v128.store(out, add(v128.and(median, f64x2.le(median, LARGEST)), ZERO));
}

/**
 * Writes the four shifts to out.
 * @param stepV 32 if r stands in a register, 0 if it is a constant; stepD the same for r'
 * @param scratch room for two rows
 */
export function blockShifts(
  out: usize,
  eps: usize,
  value: usize,
  stepV: usize,
  derivative: usize,
  stepD: usize,
  scratch: usize,
): void {
  const high = scratch + 4 * NEXT;
  sortScore(scratch, eps, value);
  sortScore(high, eps + 2 * NEXT, value + stepV);
  storeShift(out, fourthSmallest(scratch, high));
  sortPathwise(scratch, eps, derivative);
  sortPathwise(high, eps + 2 * NEXT, derivative + stepD);
  storeShift(out + NEXT, fourthSmallest(scratch, high));
}
