import { combination, type Quadratic } from '../../one-draw/variable/polynomial.ts';
import type { DrawVariable } from '../../one-draw/variable/variable.ts';

/**
 * What every variable is linear in, summed over the points of a lattice: eps and eps², then r − center, r'
 * and r'' times 1, eps and eps² each. The sums of one shift stand together.
 */
export const LATTICE_SUMS = 11;

/** Adds one point of a lattice to the sums that start at `at`. */
export function addPoint(
  sums: Float64Array,
  at: number,
  eps: number,
  fromCenter: number,
  derivative: number,
  second: number,
): void {
  const square = eps * eps;
  sums[at]! += eps;
  sums[at + 1]! += square;
  sums[at + 2]! += fromCenter;
  sums[at + 3]! += fromCenter * eps;
  sums[at + 4]! += fromCenter * square;
  sums[at + 5]! += derivative;
  sums[at + 6]! += derivative * eps;
  sums[at + 7]! += derivative * square;
  sums[at + 8]! += second;
  sums[at + 9]! += second * eps;
  sums[at + 10]! += second * square;
}

/** A variable's mean over a lattice as constant + Σ factors·means of the sums. */
export interface LinearMean {
  readonly constant: number;
  readonly factors: Float64Array;
}

/** @param center what r is measured from in the sums */
export function linearMean(
  { constant, baseline, value, derivative, second }: DrawVariable,
  center: number,
): LinearMean {
  const free: Quadratic = combination(1, constant, center - baseline, value);
  return {
    constant: free[0],
    factors: Float64Array.of(free[1], free[2], ...value, ...derivative, ...second),
  };
}
