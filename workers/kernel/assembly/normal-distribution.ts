import { productRest } from './exact-product';
import { scaledExp } from './exponential';
import { normalTail } from './normal-tail';
import {
  add,
  atMost,
  HALF,
  HALF_ROW,
  isAbove,
  larger,
  mul,
  mulAdd,
  NEXT,
  ONE,
  sub,
  TWO,
  withSign,
  ZERO,
} from './vector';

/**
 * erf and the density and distribution function of the standard normal, as src/elementary/error-function.ts
 * and normal.ts. Errors: erf below 2.5 ulp, normpdf below 2 ulp, normcdf below 4 ulp.
 */

let ERF_ONE: v128 = f64x2.splat(6);
let SQRT2: v128 = f64x2.splat(1.4142135623730951);
let MINUS_HALF: v128 = f64x2.splat(-0.5);
export let INVERSE_SQRT_2PI: v128 = f64x2.splat(0.3989422804014327);
/** Up to here e^(−x²/2) is a normal number. */
export let NORMAL_ORDINARY: v128 = f64x2.splat(37);

let E0: v128 = f64x2.splat(0.12837916709551256);
let E1: v128 = f64x2.splat(-0.37612638903183476);
let E2: v128 = f64x2.splat(0.11283791670925353);
let E3: v128 = f64x2.splat(-0.026866170632887928);
let E4: v128 = f64x2.splat(0.00522397737302147);
let E5: v128 = f64x2.splat(-0.0008548297753674966);
let E6: v128 = f64x2.splat(0.00012053335124353741);
let E7: v128 = f64x2.splat(-1.4845849259707869e-5);
let E8: v128 = f64x2.splat(1.4725865480556744e-6);

/** erf x for 0 <= x <= 1/2. */
function smallErf(x: v128): v128 {
  const z = mul(x, x);
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  const z8 = mul(z4, z4);
  const a = mulAdd(E1, z, E0);
  const b = mulAdd(E3, z, E2);
  const c = mulAdd(E5, z, E4);
  const d = mulAdd(E7, z, E6);
  return mulAdd(x, mulAdd(E8, z8, mulAdd(mulAdd(d, z2, c), z4, mulAdd(b, z2, a))), x);
}

/** 1 − erf x for 1/2 < x <= 6. */
function erfc(x: v128): v128 {
  return scaledExp(f64x2.neg(mul(x, x)), ZERO, mul(TWO, normalTail(mul(SQRT2, x))));
}

function erf(x: v128): v128 {
  const a = atMost(f64x2.abs(x), ERF_ONE);
  const value = v128.bitselect(smallErf(a), sub(ONE, erfc(a)), f64x2.le(a, HALF));
  return withSign(value, x);
}

/** factor·e^(−a²/2) for 0 <= a <= 37. */
export function tailDensity(a: v128, factor: v128): v128 {
  const square = mul(a, a);
  return scaledExp(mul(MINUS_HALF, square), mul(MINUS_HALF, productRest(a, a, square)), factor);
}

function normpdf(x: v128): v128 {
  return tailDensity(f64x2.abs(x), INVERSE_SQRT_2PI);
}

/** For x >= −37; above 37 the tail is lost against 1, whichever it is. */
function normcdf(x: v128): v128 {
  const a = atMost(f64x2.abs(x), NORMAL_ORDINARY);
  const tail = tailDensity(a, normalTail(a));
  return v128.bitselect(sub(ONE, tail), tail, f64x2.gt(x, ZERO));
}

/** For every x. */
export function erfAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, erf(x));
    v128.store(out, erf(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

/** @returns whether an |x| was above 37 */
export function normpdfAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let largest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    largest = larger(largest, x, y);
    v128.store(out, normpdf(x));
    v128.store(out, normpdf(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(largest, NORMAL_ORDINARY);
}

/** @returns whether an x was below −37 */
export function normcdfAll(out: usize, end: usize, a: usize, stepA: usize): bool {
  let smallest = ZERO;
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    smallest = f64x2.pmin(f64x2.pmin(smallest, x), y);
    v128.store(out, normcdf(x));
    v128.store(out, normcdf(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
  return isAbove(f64x2.neg(smallest), NORMAL_ORDINARY);
}
