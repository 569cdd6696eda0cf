import { ordinaryLog } from './logarithm';
import { add, atMost, div, HALF, HALF_ROW, mul, mulAdd, NEXT, ONE, sub, withSign } from './vector';

/**
 * The normal quantile, as src/elementary/normal-quantile.ts. Every element gets its tail and its central
 * form, of which one counts: radii, tails and central forms are three loops, because their constants do not
 * fit the registers together. Error: below 3 ulp.
 */

let CENTRAL: v128 = f64x2.splat(0.421875);
let CENTRAL_LEAST: v128 = f64x2.splat(0.072021484375);
let CENTRAL_REST: v128 = f64x2.splat(2.5);
let ORDINARY: v128 = f64x2.splat(5.551115123125783e-17);
let MINUS_TWO: v128 = f64x2.splat(-2);
let TAIL_LEAST: v128 = f64x2.splat(2.25);
let TAIL_REST: v128 = f64x2.splat(0.75);

let A0: v128 = f64x2.splat(0.8607043271022633);
let A1: v128 = f64x2.splat(30.58554466245114);
let A2: v128 = f64x2.splat(364.30095961107867);
let A3: v128 = f64x2.splat(1216.6253417060834);
let A4: v128 = f64x2.splat(-7077.6753498209255);
let A5: v128 = f64x2.splat(-61956.36095404971);
let A6: v128 = f64x2.splat(-150398.23862061035);
let A7: v128 = f64x2.splat(-125738.10920580491);
let A8: v128 = f64x2.splat(-25013.958136378336);

let B1: v128 = f64x2.splat(46.91922945442317);
let B2: v128 = f64x2.splat(876.7306740861407);
let B3: v128 = f64x2.splat(8344.310926610704);
let B4: v128 = f64x2.splat(42999.07388293643);
let B5: v128 = f64x2.splat(118021.8930676165);
let B6: v128 = f64x2.splat(158737.16897465623);
let B7: v128 = f64x2.splat(86702.10795154184);
let B8: v128 = f64x2.splat(12085.922756556636);

let C0: v128 = f64x2.splat(0.09195929590092441);
let C1: v128 = f64x2.splat(-0.0710029987399942);
let C2: v128 = f64x2.splat(-0.16711065122598115);
let C3: v128 = f64x2.splat(-0.09159795361246005);
let C4: v128 = f64x2.splat(-0.023620617043680067);
let C5: v128 = f64x2.splat(-0.0032481516863318554);
let C6: v128 = f64x2.splat(-0.00022806348058069533);
let C7: v128 = f64x2.splat(-6.781442392234109e-6);
let C8: v128 = f64x2.splat(-5.584058913524151e-8);

let D1: v128 = f64x2.splat(1.5021366380261727);
let D2: v128 = f64x2.splat(0.9215965689401637);
let D3: v128 = f64x2.splat(0.30073576941988944);
let D4: v128 = f64x2.splat(0.05679043722971503);
let D5: v128 = f64x2.splat(0.006234360012346209);
let D6: v128 = f64x2.splat(0.00036836816145890776);
let D7: v128 = f64x2.splat(9.709661279869279e-6);
let D8: v128 = f64x2.splat(7.478594585961381e-8);

function degree8(
  u: v128,
  c0: v128,
  c1: v128,
  c2: v128,
  c3: v128,
  c4: v128,
  c5: v128,
  c6: v128,
  c7: v128,
  c8: v128,
): v128 {
  const u2 = mul(u, u);
  const u4 = mul(u2, u2);
  const a = mulAdd(c1, u, c0);
  const b = mulAdd(c3, u, c2);
  const c = mulAdd(c5, u, c4);
  const d = mulAdd(c7, u, c6);
  return mulAdd(c8, mul(u4, u4), mulAdd(mulAdd(d, u2, c), u4, mulAdd(b, u2, a)));
}

/** For |p − ½| <= 27/64. */
function central(p: v128, q: v128): v128 {
  const u = sub(mul(p, sub(ONE, p)), CENTRAL_LEAST);
  const numerator = degree8(u, A0, A1, A2, A3, A4, A5, A6, A7, A8);
  const denominator = degree8(u, ONE, B1, B2, B3, B4, B5, B6, B7, B8);
  return mul(q, add(CENTRAL_REST, div(numerator, denominator)));
}

/** −x of p = e^(−radius²/2), 2^-54 <= p <= 5/64. */
function tail(radius: v128): v128 {
  const u = sub(radius, TAIL_LEAST);
  const numerator = degree8(u, C0, C1, C2, C3, C4, C5, C6, C7, C8);
  const denominator = degree8(u, ONE, D1, D2, D3, D4, D5, D6, D7, D8);
  return sub(sub(radius, TAIL_REST), div(numerator, denominator));
}

/** p or 1 − p, whichever is smaller; NaN for NaN. */
function smaller(p: v128): v128 {
  return atMost(sub(ONE, p), p);
}

function radiusOf(m: v128): v128 {
  return f64x2.sqrt(mul(MINUS_TWO, ordinaryLog(m)));
}

/** @returns whether a p was below 2^-54, 1 or above, or NaN */
function storeRadii(out: usize, end: usize, a: usize, stepA: usize): bool {
  let ordinary: v128 = i64x2.splat(-1);
  do {
    const m = smaller(v128.load(a));
    const n = smaller(v128.load(a, NEXT));
    ordinary = v128.and(ordinary, v128.and(f64x2.ge(m, ORDINARY), f64x2.ge(n, ORDINARY)));
    v128.store(out, radiusOf(m));
    v128.store(out, radiusOf(n), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return !i64x2.all_true(ordinary);
}

/** Tails in place of their radii. */
function storeTails(out: usize, end: usize): void {
  do {
    const x = v128.load(out);
    const y = v128.load(out, NEXT);
    v128.store(out, tail(x));
    v128.store(out, tail(y), NEXT);
    out += HALF_ROW;
  } while (out < end);
}

/** The quantile of p, whose tail is known. */
function centralOr(tail: v128, p: v128): v128 {
  const q = sub(p, HALF);
  return v128.bitselect(central(p, q), withSign(tail, q), f64x2.le(f64x2.abs(q), CENTRAL));
}

/**
 * `out` must not be an operand: it holds what is between the passes.
 * @returns whether a p was below 2^-54, 1 or above, or NaN
 */
export function normquantileAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  const outside = storeRadii(out, end, a, stepA);
  storeTails(out, end);
  do {
    const y = centralOr(v128.load(out, NEXT), v128.load(a, NEXT));
    v128.store(out, centralOr(v128.load(out), v128.load(a)));
    v128.store(out, y, NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return outside;
}
