/** Where t = 0; a fraction of 64 whose constant coefficient is very nearly a double. */
const CENTER = 6.15625;

/**
 * e^(x²/2)·Phi(−x) for 0 <= x <= 39, Phi the standard normal distribution function: P(t)/(1 + x) with t = (x
 * − CENTER)/(x + CENTER) and P of degree 22, which interpolates (1 + x)·e^(x²/2)·Phi(−x) at Chebyshev nodes
 * (scripts/derive-elementary-constants.py, relative error 2^-56), in Estrin's order but for the last step,
 * where rounding counts. The variable is that of Shepherd and Laframboise (Math. Comp. 36, 1981); the factor
 * 1 + x makes P nearly constant.
 */
export function normalTail(x: number): number {
  const t = (x - CENTER) / (x + CENTER);
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const t16 = t8 * t8;
  const a = 0.040693730989699334 * t + -0.08399035555672187;
  const b = -0.014508888828386309 * t + -0.006196461154971767;
  const c = -0.019968290117016542 * t + 0.0218475120053344;
  const d = -0.007910632964044395 * t + 0.014010113195544186;
  const e = -0.0012188725421299138 * t + 0.0035718207616834466;
  const f = 6.976846236021155e-6 * t + 0.0002568056206009492;
  const g = 9.319112539600116e-6 * t + -2.8826409169718006e-5;
  const h = -1.1910347129801093e-6 * t + 3.1610874128244703e-7;
  const i = 9.907991563269566e-8 * t + 2.6277518830323445e-7;
  const j = -8.862863639782733e-9 * t + -5.396169536028754e-8;
  const k = 1.6950660417041775e-9 * t + 6.873503491877638e-9;
  const low = (d * t2 + c) * t4 + (b * t2 + a);
  const middle = (h * t2 + g) * t4 + (f * t2 + e);
  const high = k * t4 + (j * t2 + i);
  const slope = high * t16 + (middle * t8 + low);
  return (slope * t + 0.4523688968837345) / (1 + x);
}
