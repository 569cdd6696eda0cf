import { expect, it } from 'vitest';
import { GAUSS_WEIGHTS, KRONROD_NODES, KRONROD_WEIGHTS } from '../../../src/truth/line/kronrod-rule.ts';

/** Integral of the Legendre polynomial P_k by a rule: 2 for k = 0, else 0 as far as the rule is exact. */
function legendreIntegral(k: number, weights: readonly number[]): number {
  return KRONROD_NODES.reduce((sum, x, j) => {
    let [before, now] = [0, 1];
    for (let n = 0; n < k; n++) [before, now] = [now, ((2 * n + 1) * x * now - n * before) / (n + 1)];
    return sum + weights[j]! * now;
  }, 0);
}

it('the 31-point rule is exact to degree 46 and the 15-point rule to degree 29, and no further', () => {
  for (let k = 0; k <= 46; k++)
    expect(Math.abs(legendreIntegral(k, KRONROD_WEIGHTS) - (k === 0 ? 2 : 0))).toBeLessThan(1e-15);
  for (let k = 0; k <= 29; k++)
    expect(Math.abs(legendreIntegral(k, GAUSS_WEIGHTS) - (k === 0 ? 2 : 0))).toBeLessThan(1e-15);
  expect(Math.abs(legendreIntegral(48, KRONROD_WEIGHTS))).toBeGreaterThan(1e-6);
  expect(Math.abs(legendreIntegral(30, GAUSS_WEIGHTS))).toBeGreaterThan(1e-3);
});

it('the Gauss nodes are those with odd index', () => {
  expect(GAUSS_WEIGHTS.map((w) => w > 0)).toEqual(KRONROD_NODES.map((_, j) => j % 2 === 1));
});
