/**
 * e^(x²) erfc(x) for 0 <= x <= 28: q·P(t) with q = 1/(x + 4), t = (x − 4)·q and P of degree 21, which interpolates
 * (x + 4)·e^(x²)·erfc(x) at Chebyshev nodes (scripts/derive-elementary-constants.py, relative error 2^-53.7), in Estrin's order.
 * The variable t is that of Shepherd and Laframboise (1981).
 */
export function scaledTail(x: number): number {
  const q = 1 / (x + 4);
  const t = (x - 4) * q;
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const t16 = t8 * t8;
  const a = -0.976548729080882 * t + 1.095995661000491;
  const b = -0.540853831313232 * t + 0.7732087022652453;
  const c = -0.17401093724020053 * t + 0.3308515878775732;
  const d = -0.026370053333114825 * t + 0.07638151491851647;
  const e = -0.0002809589581115879 * t + 0.006112055557500744;
  const f = 0.00017681347792436317 * t + -0.0004550520850287462;
  const g = -1.88636825726794e-5 * t + -3.637368094617784e-6;
  const h = 1.4314173217233973e-6 * t + 4.699262077965546e-6;
  const i = -8.667466799943592e-8 * t + -8.522279909356253e-7;
  const j = 1.0296397494415425e-8 * t + 1.2738540695049036e-7;
  const k = -3.227131784144005e-9 * t + -1.490396715699329e-8;
  const low = (d * t2 + c) * t4 + (b * t2 + a);
  const middle = (h * t2 + g) * t4 + (f * t2 + e);
  const high = k * t4 + (j * t2 + i);
  return q * (high * t16 + (middle * t8 + low));
}
