import { log } from './log.ts';

/** |p − ½| up to which the central form holds; beyond are the tails, p <= 5/64 and p >= 59/64. */
const CENTRAL = 0.421875;
/** ¼ − CENTRAL²: the least p(1 − p) of the central form. */
const CENTRAL_LEAST = 0.072021484375;
/** 2^-54, below all that 1 − p can be, p < 1: from here on the function is a straight line of operations. */
export const NORMQUANTILE_ORDINARY = 5.551115123125783e-17;

/**
 * Inverse of the standard normal distribution function: the x with Phi(x) = p, for every double. −Infinity at
 * ±0, Infinity at 1, NaN outside of [0, 1]; +0 at ½. Relatively accurate also next to ½ and for the smallest
 * p; exactly odd where 1 − p is a double. Next to 1 a double has little to say of 1 − p: who knows t = 1 − p
 * takes −normquantile(t). Error: below 3 ulp. Ordinary domain: 2^-54 <= p < 1.
 *
 * Three ranges with a quotient of polynomials of degree 8 each, which interpolates
 * (scripts/derive-elementary-constants.py, relative error 2^-56); ranges and variables much as in Wichura's
 * AS241 (Applied Statistics 37, 1988), constants split off so that the quotient is small beside the result.
 */
export function normquantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= CENTRAL) return q * centralFactor(p * (1 - p) - CENTRAL_LEAST);
  const m = p < 0.5 ? p : 1 - p;
  if (!(m > 0)) return m === 0 ? (p < 0.5 ? -Infinity : Infinity) : NaN;
  const radius = Math.sqrt(-2 * log(m));
  const x = m >= NORMQUANTILE_ORDINARY ? tail(radius) : farTail(radius);
  return p < 0.5 ? -x : x;
}

/** x/(p − ½) with u = p(1 − p) − CENTRAL_LEAST: its relative error is that of p, not of p − ½. */
function centralFactor(u: number): number {
  const numerator = degree8(
    u,
    0.8607043271022633,
    30.58554466245114,
    364.30095961107867,
    1216.6253417060834,
    -7077.6753498209255,
    -61956.36095404971,
    -150398.23862061035,
    -125738.10920580491,
    -25013.958136378336,
  );
  const denominator = degree8(
    u,
    1,
    46.91922945442317,
    876.7306740861407,
    8344.310926610704,
    42999.07388293643,
    118021.8930676165,
    158737.16897465623,
    86702.10795154184,
    12085.922756556636,
  );
  return 2.5 + numerator / denominator;
}

/** −x of p = e^(−radius²/2) for 2^-54 <= p <= 5/64; radius − ¾ is exact. */
function tail(radius: number): number {
  const u = radius - 2.25;
  const numerator = degree8(
    u,
    0.09195929590092441,
    -0.0710029987399942,
    -0.16711065122598115,
    -0.09159795361246005,
    -0.023620617043680067,
    -0.0032481516863318554,
    -0.00022806348058069533,
    -6.781442392234109e-6,
    -5.584058913524151e-8,
  );
  const denominator = degree8(
    u,
    1,
    1.5021366380261727,
    0.9215965689401637,
    0.30073576941988944,
    0.05679043722971503,
    0.006234360012346209,
    0.00036836816145890776,
    9.709661279869279e-6,
    7.478594585961381e-8,
  );
  return radius - 0.75 - numerator / denominator;
}

/** −x of p = e^(−radius²/2) for 2^-1074 <= p <= 2^-54. */
function farTail(radius: number): number {
  const u = radius - 8;
  const numerator = degree8(
    u,
    0.3798001747447782,
    0.1228610537749424,
    0.014823202991906972,
    0.0008384031356814605,
    2.306153029820248e-5,
    2.917268029834672e-7,
    1.444981687998935e-9,
    1.8844993088547636e-12,
    7.039270725015364e-17,
  );
  const denominator = degree8(
    u,
    1,
    0.4093854604910545,
    0.06576306530345863,
    0.005277196018438338,
    0.00022377073477758473,
    4.908784540056994e-6,
    5.104757011485252e-8,
    2.084494787311583e-10,
    2.1362756558091765e-13,
  );
  return radius - numerator / denominator;
}

/** c0 + c1·u + … + c8·u^8 in Estrin's order. */
function degree8(
  u: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  c4: number,
  c5: number,
  c6: number,
  c7: number,
  c8: number,
): number {
  const u2 = u * u;
  const u4 = u2 * u2;
  const a = c1 * u + c0;
  const b = c3 * u + c2;
  const c = c5 * u + c4;
  const d = c7 * u + c6;
  return c8 * (u4 * u4) + ((d * u2 + c) * u4 + (b * u2 + a));
}
