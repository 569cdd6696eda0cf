import { add, div, mul, mulAdd, ONE, sub } from './vector';

/** As src/elementary/normal-tail.ts: e^(x²/2)·Phi(−x) for 0 <= x <= 39. */

let CENTER: v128 = f64x2.splat(6.15625);

let T0: v128 = f64x2.splat(0.4523688968837345);
let T1: v128 = f64x2.splat(-0.08399035555672187);
let T2: v128 = f64x2.splat(0.040693730989699334);
let T3: v128 = f64x2.splat(-0.006196461154971767);
let T4: v128 = f64x2.splat(-0.014508888828386309);
let T5: v128 = f64x2.splat(0.0218475120053344);
let T6: v128 = f64x2.splat(-0.019968290117016542);
let T7: v128 = f64x2.splat(0.014010113195544186);
let T8: v128 = f64x2.splat(-0.007910632964044395);
let T9: v128 = f64x2.splat(0.0035718207616834466);
let T10: v128 = f64x2.splat(-0.0012188725421299138);
let T11: v128 = f64x2.splat(0.0002568056206009492);
let T12: v128 = f64x2.splat(6.976846236021155e-6);
let T13: v128 = f64x2.splat(-2.8826409169718006e-5);
let T14: v128 = f64x2.splat(9.319112539600116e-6);
let T15: v128 = f64x2.splat(3.1610874128244703e-7);
let T16: v128 = f64x2.splat(-1.1910347129801093e-6);
let T17: v128 = f64x2.splat(2.6277518830323445e-7);
let T18: v128 = f64x2.splat(9.907991563269566e-8);
let T19: v128 = f64x2.splat(-5.396169536028754e-8);
let T20: v128 = f64x2.splat(-8.862863639782733e-9);
let T21: v128 = f64x2.splat(6.873503491877638e-9);
let T22: v128 = f64x2.splat(1.6950660417041775e-9);

export function normalTail(x: v128): v128 {
  const t = div(sub(x, CENTER), add(x, CENTER));
  const t2 = mul(t, t);
  const t4 = mul(t2, t2);
  const t8 = mul(t4, t4);
  const t16 = mul(t8, t8);
  const a = mulAdd(T2, t, T1);
  const b = mulAdd(T4, t, T3);
  const c = mulAdd(T6, t, T5);
  const d = mulAdd(T8, t, T7);
  const e = mulAdd(T10, t, T9);
  const f = mulAdd(T12, t, T11);
  const g = mulAdd(T14, t, T13);
  const h = mulAdd(T16, t, T15);
  const i = mulAdd(T18, t, T17);
  const j = mulAdd(T20, t, T19);
  const k = mulAdd(T22, t, T21);
  const low = mulAdd(mulAdd(d, t2, c), t4, mulAdd(b, t2, a));
  const middle = mulAdd(mulAdd(h, t2, g), t4, mulAdd(f, t2, e));
  const high = mulAdd(k, t4, mulAdd(j, t2, i));
  const slope = mulAdd(high, t16, mulAdd(middle, t8, low));
  return div(mulAdd(slope, t, T0), add(ONE, x));
}
