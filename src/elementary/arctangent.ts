import { PI } from './constants.ts';

/** tan(pi/8) and tan(3 pi/8): the ends of the middle range. */
const LOW_END = 0.41421356237309503;
const HIGH_END = 2.414213562373095;
/** What is missing from PI/4 to the true pi/4. */
const QUARTER_REST = 3.061616997868383e-17;

/**
 * Arc tangent in radians, for every double. By the place of |x| among tan(pi/8) and tan(3 pi/8), atan |x| is
 * atan t, pi/4 + atan t or pi/2 + atan t with t = |x|, (|x| − 1)/(|x| + 1) or −1/|x|; and atan t = t +
 * t·z·P(z) with z = t² and P of degree 10, which interpolates at Chebyshev nodes
 * (scripts/derive-elementary-constants.py, relative error 2^-57), in Estrin's order. atan(±0) = ±0, ±pi/2 at
 * ±Infinity, exactly odd. Error: below 2 ulp. Ordinary domain: all but NaN and 0 (there the result is x).
 */
export function atan(x: number): number {
  const a = Math.abs(x);
  const quarters = a > HIGH_END ? 2 : a > LOW_END ? 1 : 0;
  const numerator = quarters === 2 ? -1 : quarters === 1 ? a - 1 : a;
  const denominator = quarters === 2 ? a : quarters === 1 ? a + 1 : 1;
  const t = numerator / denominator;
  const z = t * t;
  const z2 = z * z;
  const z4 = z2 * z2;
  const z8 = z4 * z4;
  const c = 0.1999999999999548 * z + -0.3333333333333333;
  const d = 0.11111111014561013 * z + -0.14285714284657894;
  const e = 0.07692182535116648 * z + -0.09090904549884611;
  const f = 0.058580687568615106 * z + -0.06664502215671447;
  const g = 0.03921955253255129 * z + -0.05085030492810941;
  const p = (-0.019162068915902573 * z2 + g) * z8 + ((f * z2 + e) * z4 + (d * z2 + c));
  const y = quarters * (0.25 * PI) + (t + (t * (z * p) + quarters * QUARTER_REST));
  return x > 0 ? y : x < 0 ? -y : x;
}

/** Arc sine in radians for |x| <= 1, NaN beyond: atan(x/√((1 − x)(1 + x))). Odd. Error: below 2.5 ulp. */
export function asin(x: number): number {
  return atan(x / Math.sqrt((1 - x) * (x + 1)));
}

/** Arc cosine in radians for |x| <= 1, NaN beyond: 2·atan √((1 − x)/(1 + x)). Error: below 2.5 ulp. */
export function acos(x: number): number {
  return atan(Math.sqrt((1 - x) / (x + 1))) * 2;
}
