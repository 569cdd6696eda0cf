import { log1p } from './log.ts';

/*
 * Inverse hyperbolic functions of logarithms and roots that the kernel has: straight lines, right everywhere,
 * in which nothing overflows and nothing cancels.
 */

/**
 * Inverse hyperbolic sine, for every double. With a = |x| and i = 1/a: log(1 + a) + log(1 + 1/((i + √(i² +
 * 1))(1 + i))), then the sign of x. 0 for −0, ±Infinity at ±Infinity, odd. Error: below 2.5 ulp.
 */
export function asinh(x: number): number {
  const a = Math.abs(x);
  const i = 1 / a;
  const y = log1p(a) + log1p(1 / ((i + Math.sqrt(i * i + 1)) * (i + 1)));
  return x > 0 ? y : x < 0 ? -y : x === 0 ? 0 : x;
}

/**
 * Inverse hyperbolic cosine for x >= 1, NaN below: 2·asinh s with s = √((x − 1)/2), as log(1 + s + s/(1/s +
 * √(1/s² + 1))). Infinity at Infinity. Error: below 2.5 ulp.
 */
export function acosh(x: number): number {
  const h = (x - 1) * 0.5;
  const s = Math.sqrt(h);
  return log1p(s / (1 / s + Math.sqrt(1 / h + 1)) + s) * 2;
}

/** Inverse hyperbolic tangent: ±Infinity at ±1, NaN beyond; odd. Error: below 2.5 ulp. */
export function atanh(x: number): number {
  return (log1p(x) - log1p(-x)) * 0.5;
}
