import type { Example } from './normal-draws.ts';

export const square: Example = {
  name: 'z^2 at 2',
  value: (z) => z * z,
  derivative: (z) => 2 * z,
  mu: 2,
  sigma: 1,
};

export const fast: Example = {
  name: 'sin(10*z) at 0',
  value: (z) => Math.sin(10 * z),
  derivative: (z) => 10 * Math.cos(10 * z),
  mu: 0,
  sigma: 1,
};

export const fourth: Example = {
  name: 'z^4 at 1',
  value: (z) => z * z * z * z,
  derivative: (z) => 4 * z * z * z,
  mu: 1,
  sigma: 1,
};

export const growth: Example = {
  name: 'exp(z) at 0.5',
  value: Math.exp,
  derivative: Math.exp,
  mu: 0.5,
  sigma: 1,
};

/** Estimator 2 is 2c·sigma² times estimator 1, draw by draw. */
export function proportional(c: number, sigma: number): Example {
  const value = (z: number) => Math.exp(c * z * z);
  return { name: `exp(${c}*z^2) at 0`, value, derivative: (z) => 2 * c * z * value(z), mu: 0, sigma };
}
