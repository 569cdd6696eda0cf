import { exp, EXP_ORDINARY, scaledExp } from './exp.ts';
import { log1p } from './log.ts';

/**
 * Logistic function 1/(1 + e^(−x)), for every double; relatively accurate also where it is tiny.
 * 0 at −Infinity, 1 at Infinity. Error: below 2.5 ulp. Ordinary domain: |x| <= 708.
 */
export function sigmoid(x: number): number {
  if (!(Math.abs(x) <= EXP_ORDINARY)) return x > 0 ? 1 : scaledExp(x, 0, 1);
  return 1 / (1 + exp(-x));
}

/**
 * log(1 + e^x) = max(x, 0) + log(1 + e^(−|x|)), for every double; relatively accurate also where it is tiny.
 * 0 at −Infinity, Infinity at Infinity. Error: below 2 ulp. Ordinary domain: |x| <= 708.
 */
export function softplus(x: number): number {
  if (!(Math.abs(x) <= EXP_ORDINARY)) return x > 0 ? x : scaledExp(x, 0, 1);
  const y = log1p(exp(-Math.abs(x)));
  return x > 0 ? x + y : y;
}

/**
 * log(e^x + e^y) = max(x, y) + log(1 + e^(−|x − y|)), without overflow; NaN for two equal infinities. Error:
 * below 2.5 units in the last place of the largest of |x|, |y| and the result: next to a zero the sum
 * cancels.
 */
export function logaddexp(x: number, y: number): number {
  const larger = x > y || x !== x ? x : y;
  return larger + softplus(-Math.abs(x - y));
}
