import { add, HALF, mul, mulAdd, ONE, sub } from './vector';

/** sin t and cos t for |t| <= pi/4, as src/elementary/trigonometric.ts. */

let S1: v128 = f64x2.splat(-1.66666666666666324348e-1);
let S2: v128 = f64x2.splat(8.33333333332248946124e-3);
let S3: v128 = f64x2.splat(-1.98412698298579493134e-4);
let S4: v128 = f64x2.splat(2.75573137070700676789e-6);
let S5: v128 = f64x2.splat(-2.50507602534068634195e-8);
let S6: v128 = f64x2.splat(1.58969099521155010221e-10);

let C1: v128 = f64x2.splat(4.16666666666666019037e-2);
let C2: v128 = f64x2.splat(-1.38888888888741095749e-3);
let C3: v128 = f64x2.splat(2.48015872894767294178e-5);
let C4: v128 = f64x2.splat(-2.75573143513906633035e-7);
let C5: v128 = f64x2.splat(2.0875723212981748279e-9);
let C6: v128 = f64x2.splat(-1.13596475577881948265e-11);

/** sin t − t. */
export function sinRemainder(t: v128): v128 {
  const z = mul(t, t);
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  const a = mulAdd(S2, z, S1);
  const b = mulAdd(S4, z, S3);
  const c = mulAdd(S6, z, S5);
  return mul(mul(z, t), mulAdd(c, z4, mulAdd(b, z2, a)));
}

/** cos t − (1 − t²/2). */
export function cosRemainder(t: v128): v128 {
  const z = mul(t, t);
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  const a = mulAdd(C2, z, C1);
  const b = mulAdd(C4, z, C3);
  const c = mulAdd(C6, z, C5);
  return mul(z2, mulAdd(c, z4, mulAdd(b, z2, a)));
}

/** 1 − t²/2. */
export function cosStart(t: v128): v128 {
  return sub(ONE, mul(mul(t, t), HALF));
}

export function smallSin(t: v128): v128 {
  return add(sinRemainder(t), t);
}

export function smallCos(t: v128): v128 {
  return add(cosRemainder(t), cosStart(t));
}
