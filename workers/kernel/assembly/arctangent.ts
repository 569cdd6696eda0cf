import { add, div, HALF_ROW, mul, mulAdd, NEXT, ONE, sub, withSign } from './vector';

/**
 * atan, as src/elementary/arctangent.ts: the same operations in the same order on two doubles. Error: below 2
 * ulp.
 */

let LOW_END: v128 = f64x2.splat(0.41421356237309503);
let HIGH_END: v128 = f64x2.splat(2.414213562373095);
let MINUS_ONE: v128 = f64x2.splat(-1);
let QUARTER: v128 = f64x2.splat(0.7853981633974483);
let QUARTER_REST: v128 = f64x2.splat(3.061616997868383e-17);

let P0: v128 = f64x2.splat(-0.3333333333333333);
let P1: v128 = f64x2.splat(0.1999999999999548);
let P2: v128 = f64x2.splat(-0.14285714284657894);
let P3: v128 = f64x2.splat(0.11111111014561013);
let P4: v128 = f64x2.splat(-0.09090904549884611);
let P5: v128 = f64x2.splat(0.07692182535116648);
let P6: v128 = f64x2.splat(-0.06664502215671447);
let P7: v128 = f64x2.splat(0.058580687568615106);
let P8: v128 = f64x2.splat(-0.05085030492810941);
let P9: v128 = f64x2.splat(0.03921955253255129);
let P10: v128 = f64x2.splat(-0.019162068915902573);

function atan(x: v128): v128 {
  const a = f64x2.abs(x);
  const isHigh = f64x2.gt(a, HIGH_END);
  const isMiddle = f64x2.gt(a, LOW_END);
  const quarters = add(v128.and(isMiddle, ONE), v128.and(isHigh, ONE));
  const low = v128.bitselect(sub(a, ONE), a, isMiddle);
  const numerator = v128.bitselect(MINUS_ONE, low, isHigh);
  const denominator = v128.bitselect(a, v128.bitselect(add(a, ONE), ONE, isMiddle), isHigh);
  const t = div(numerator, denominator);
  const z = mul(t, t);
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  const z8 = mul(z4, z4);
  const c = mulAdd(P1, z, P0);
  const d = mulAdd(P3, z, P2);
  const e = mulAdd(P5, z, P4);
  const f = mulAdd(P7, z, P6);
  const g = mulAdd(P9, z, P8);
  const p = add(mul(mulAdd(P10, z2, g), z8), mulAdd(mulAdd(f, z2, e), z4, mulAdd(d, z2, c)));
  const rest = mulAdd(t, mul(z, p), mul(quarters, QUARTER_REST));
  return withSign(mulAdd(quarters, QUARTER, add(t, rest)), x);
}

/** For every x. */
export function atanAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, atan(x));
    v128.store(out, atan(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}
