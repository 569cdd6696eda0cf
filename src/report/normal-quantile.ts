import { normcdf, normpdf } from '../elementary/normal.ts';

const STEPS = 60;

/**
 * The x with Phi(x) = p, by Newton's steps from 0, which never overshoot where Phi is convex, below 0. Absolute error below 1e-12 for 1e-12 <= p <= 1 − 1e-12.
 *
 * Domain: 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const change = (normcdf(x) - p) / normpdf(x);
    x -= change;
    if (Math.abs(change) <= 1e-13 * (1 + Math.abs(x))) break;
  }
  return x;
}
