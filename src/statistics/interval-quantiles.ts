import { power } from '../elementary/power.ts';
import type { Jackknife } from './jackknife.ts';
import { studentQuantile95 } from './student.ts';

/** Distances from the estimate to the ends of a 95 % interval, in standard errors; both positive. */
export interface IntervalQuantiles {
  readonly below: number;
  readonly above: number;
}

/**
 * Quantiles of a studentized jackknife estimate.
 *
 * Without skewness both are Student's t. A heavy tail to the right makes the estimate mostly too low, with a
 * standard error that is too low as well: then `above` is the larger.
 */
export function intervalQuantiles({ skewness, kurtosis }: Jackknife, groups: number): IntervalQuantiles {
  const t = studentQuantile95(effectiveDegrees(kurtosis, groups));
  const sixth = skewness / (6 * Math.sqrt(groups));
  return { below: unbend(t, sixth), above: -unbend(-t, sixth) };
}

/**
 * Degrees of freedom of the variance of n values of this kurtosis, 2n/(kurtosis − 1), whole and from 1 to n −
 * 1. Source: Satterthwaite 1946, with Var(s²)/s⁴ = (kurtosis − 1)/n.
 */
function effectiveDegrees(kurtosis: number, groups: number): number {
  const degrees = Math.round((2 * groups) / Math.max(kurtosis - 1, 1e-9));
  return Math.max(1, Math.min(groups - 1, degrees));
}

/**
 * The T with x = T + 2kT² + (4/3)k²T³ + k, where k = skewness/(6·sqrt(n)): x is nearly normal when T is a
 * studentized mean. (1 + 2kT)³ = 1 + 6k(x − k), written so that nothing cancels at a small k. Source: Hall
 * 1992, "On the removal of skewness by transformation", JRSS B 54, sect. 2.
 */
function unbend(x: number, k: number): number {
  const root = cubeRoot(1 + 6 * k * (x - k));
  return (3 * (x - k)) / (root * root + root + 1);
}

function cubeRoot(x: number): number {
  return x < 0 ? -power(-x, 1 / 3) : power(x, 1 / 3);
}
