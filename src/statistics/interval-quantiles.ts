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
  return bentQuantiles(effectiveDegrees(kurtosis, groups), skewness / (6 * Math.sqrt(groups)));
}

/** A jackknife of a sample with groups of its own. */
export interface OwnGroups extends Jackknife {
  readonly groups: number;
}

/**
 * The same of the difference of two estimates from independent samples: cumulants add, and the degrees of
 * freedom are Welch's.
 */
export function differenceQuantiles(one: OwnGroups, two: OwnGroups): IntervalQuantiles {
  const [v1, v2] = [one, two].map(({ standardError: e }) => e * e) as [number, number];
  const variance = v1 + v2;
  const sides = [one, two].map(({ kurtosis, groups }) => effectiveDegrees(kurtosis, groups));
  const degrees = (variance * variance) / ((v1 * v1) / sides[0]! + (v2 * v2) / sides[1]!);
  const cumulant = ({ skewness, standardError: e, groups }: OwnGroups) =>
    (skewness * e * e * e) / Math.sqrt(groups);
  const skewness = (cumulant(one) - cumulant(two)) / (variance * Math.sqrt(variance));
  return bentQuantiles(Math.max(1, Math.floor(degrees + 1e-9)), skewness / 6);
}

/** @param sixth a sixth of the skewness of the estimate */
function bentQuantiles(degrees: number, sixth: number): IntervalQuantiles {
  const t = studentQuantile95(degrees);
  return { below: unbend(t, sixth), above: -unbend(-t, sixth) };
}

/**
 * Degrees of freedom of the variance of n values of this kurtosis, 2n/(kurtosis − 1), whole and from 1 to n −
 * 1. Source: Satterthwaite 1946, with Var(s²)/s⁴ = (kurtosis − 1)/n.
 */
export function effectiveDegrees(kurtosis: number, groups: number): number {
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
