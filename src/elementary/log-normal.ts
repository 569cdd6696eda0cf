import { INVERSE_SQRT_2PI, LOG_SQRT_2PI } from './constants.ts';
import { log, log1p } from './log.ts';
import { NORMAL_ORDINARY, NORMAL_ZERO, tailDensity } from './normal.ts';
import { normalTail } from './normal-tail.ts';

/** log of the standard normal density, −x²/2 − log √(2 pi), for every double. Error: below 1.5 ulp. */
export function lognormpdf(x: number): number {
  return x * x * -0.5 - LOG_SQRT_2PI;
}

/**
 * log of the standard normal distribution function, for every double: log1p(−Phi(−x)) above 0, below it −x²/2
 * and the logarithm of what `normalTail` says, beyond −37 of what the continued fraction says (−Infinity only
 * where x²/2 is infinite). −0 where Phi(−x) underflows. Error: below 2.5 ulp. Ordinary domain: |x| <= 37.
 */
export function lognormcdf(x: number): number {
  if (x < -NORMAL_ORDINARY) return -(x * x * 0.5 + LOG_SQRT_2PI + log(farMills(-x)));
  const a = Math.min(Math.abs(x), NORMAL_ZERO);
  const tail = normalTail(a);
  return x > 0 ? log1p(-tailDensity(a, tail)) : log(tail) - a * a * 0.5;
}

/**
 * normpdf(x)/normcdf(x), the derivative of lognormcdf (the inverse Mills ratio of −x), for every double: near
 * −x far below 0, near normpdf(x) above. Error: below 3 ulp. Ordinary domain: |x| <= 37.
 */
export function mills(x: number): number {
  if (x < -NORMAL_ORDINARY) return farMills(-x);
  if (x > NORMAL_ORDINARY) return tailDensity(Math.min(x, NORMAL_ZERO), INVERSE_SQRT_2PI);
  const a = Math.abs(x);
  const tail = normalTail(a);
  return x > 0 ? tailDensity(a, INVERSE_SQRT_2PI) / (1 - tailDensity(a, tail)) : INVERSE_SQRT_2PI / tail;
}

/**
 * normpdf(x)/normcdf(−x) for x > 37: the first terms of Laplace's continued fraction x + 1/(x + 2/(x + 3/(x +
 * …))).
 */
function farMills(x: number): number {
  return x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 5 / x))));
}
