import { productRest } from './exact-product';
import { EXP_ORDINARY, LN2_HIGH, LN2_LOW, scaledExp } from './exponential';
import { countedFromSqrtHalf, exponentOf, mantissaOf } from './logarithm';
import { add, div, HALF_ROW, LARGEST, mul, mulAdd, NEXT, ONE, SMALLEST_NORMAL, sub, TWO } from './vector';

/**
 * x^y, as src/elementary/normal-power.ts: e^(y log x) with log x as a sum of two doubles. Error: below 1.5
 * ulp.
 */

let TWO_THIRDS: v128 = f64x2.splat(0.6666666666666666);
let TWO_THIRDS_REST: v128 = f64x2.splat(3.700743415417188e-17);
/** Far below where the splitting of y could overflow, far above where y matters. */
let POWER_ORDINARY: v128 = f64x2.splat(1e100);

let L0: v128 = f64x2.splat(0.4);
let L1: v128 = f64x2.splat(0.28571428571428564);
let L2: v128 = f64x2.splat(0.2222222222222847);
let L3: v128 = f64x2.splat(0.1818181817964499);
let L4: v128 = f64x2.splat(0.1538461576290815);
let L5: v128 = f64x2.splat(0.13333296397963834);
let L6: v128 = f64x2.splat(0.11766819021629554);
let L7: v128 = f64x2.splat(0.10456195110401492);
let L8: v128 = f64x2.splat(0.1076362151501126);

/** (log((1 + s)/(1 − s))/s − 2 − 2z/3)/z² with z = s². */
function logTail(z: v128): v128 {
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  const a = mulAdd(L1, z, L0);
  const b = mulAdd(L3, z, L2);
  const c = mulAdd(L5, z, L4);
  const d = mulAdd(L7, z, L6);
  return mulAdd(L8, mul(z4, z4), mulAdd(mulAdd(d, z2, c), z4, mulAdd(b, z2, a)));
}

/**
 * Stores x^y of one vector.
 * @returns all bits of a lane where x is positive and normal, |y| <= 1e100 and |y log x| <= 708
 */
function storePower(out: usize, x: v128, y: v128): v128 {
  const counted = countedFromSqrtHalf(x);
  const k = exponentOf(counted);
  const g = sub(mantissaOf(counted), ONE);
  // s = g/(2 + g) and what division took from it
  const d = add(TWO, g);
  const s = div(g, d);
  const sd = mul(s, d);
  const taken = sub(sub(sub(g, sd), productRest(s, d, sd)), mul(s, sub(g, sub(d, TWO))));
  const sRest = div(taken, d);
  const z = mul(s, s);
  const zRest = add(productRest(s, s, z), mul(mul(TWO, s), sRest));
  // w = 2/3·z + z²·logTail(z)
  const w = mul(z, TWO_THIRDS);
  const zRestWeighed = mulAdd(z, TWO_THIRDS_REST, mul(zRest, TWO_THIRDS));
  const wRest = add(add(productRest(z, TWO_THIRDS, w), zRestWeighed), mul(z, mul(z, logTail(z))));
  const sw = mul(s, w);
  const swRest = add(productRest(s, w, sw), mulAdd(s, wRest, mul(sRest, w)));
  // the sum from the largest to the smallest
  const kln2 = mul(k, LN2_HIGH);
  const s2 = mul(TWO, s);
  const first = add(kln2, s2);
  const second = add(first, sw);
  const taken2 = add(sub(s2, sub(first, kln2)), sub(sw, sub(second, first)));
  const rest = add(taken2, mulAdd(k, LN2_LOW, add(mul(TWO, sRest), swRest)));
  const high = add(second, rest);
  const low = sub(rest, sub(high, second));
  const product = mul(y, high);
  v128.store(out, scaledExp(product, mulAdd(y, low, productRest(y, high, product)), ONE));
  const base = v128.and(f64x2.ge(x, SMALLEST_NORMAL), f64x2.le(x, LARGEST));
  const exponent = f64x2.le(f64x2.abs(y), POWER_ORDINARY);
  return v128.and(v128.and(base, exponent), f64x2.le(f64x2.abs(product), EXP_ORDINARY));
}

/** @returns whether some x, y were not in the domain of `storePower` */
export function powerAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): bool {
  let ordinary: v128 = i64x2.splat(-1);
  do {
    const x = v128.load(a, NEXT);
    const y = v128.load(b, NEXT);
    ordinary = v128.and(ordinary, storePower(out, v128.load(a), v128.load(b)));
    ordinary = v128.and(ordinary, storePower(out + NEXT, x, y));
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
  return !i64x2.all_true(ordinary);
}
