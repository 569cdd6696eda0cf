import { expect, test } from 'vitest';
import { SET_ASIDE } from '../../src/check/moments/sample-moments.ts';
import {
  lowerVarianceBound,
  meanBound,
  trimmedVarianceBound,
  upperVarianceBound,
} from '../../src/check/moments/tail-bounds.ts';

/*
 * The hardest law to bound: rows that are mean ± h with a small probability q and the mean else. The number of rows that
 * stand out is binomial, so every tail is exact. V = q·h², κ = 1/q; with N of n, w̄/V = N/(nq).
 */
const CASES = [
  { rows: 100, q: 0.5 },
  { rows: 1000, q: 0.1 },
  { rows: 1000, q: 0.01 },
  { rows: 20_000, q: 1e-3 },
  { rows: 1000, q: 1e-4 },
];

/** P(N = k), k from 0 up. */
function binomial(rows: number, q: number): number[] {
  const terms = [Math.exp(rows * Math.log1p(-q))];
  for (let k = 1; k <= rows; k += 1) terms.push(((terms[k - 1] ?? 0) * ((rows - k + 1) / k) * q) / (1 - q));
  return terms;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

test.each(CASES)(
  'bounds hold for every count of $rows rows that stand out with probability $q',
  ({ rows, q }) => {
    const terms = binomial(rows, q);
    expect(sum(terms)).toBeCloseTo(1, 9);
    for (let k = 0; k <= Math.min(rows, 400); k += 1) {
      const relative = k / (rows * q);
      const atMost = sum(terms.slice(0, k + 1));
      const atLeast = sum(terms.slice(k));
      expect(lowerVarianceBound(relative, rows, 1 / q)).toBeGreaterThanOrEqual(atMost * (1 - 1e-9));
      expect(upperVarianceBound(relative, rows, 1 / q)).toBeGreaterThanOrEqual(atLeast * (1 - 1e-9));
      const without = Math.max(0, k - SET_ASIDE) / (rows * q);
      expect(trimmedVarianceBound(without, rows, 1 / q)).toBeGreaterThanOrEqual(atLeast * (1 - 1e-9));
    }
  },
);

test('bounds are small where there is no doubt, and close to normal tails for many rows', () => {
  expect(lowerVarianceBound(0.5, 1200, 3)).toBeLessThan(1e-21);
  expect(trimmedVarianceBound(2, 1200, 3)).toBeLessThan(1e-12);
  expect(upperVarianceBound(1e6, 100, 1000)).toBeLessThan(1e-10);
  // z = 4.07: exp(−z²/2) = 2.5e-4
  expect(lowerVarianceBound(1 - 4.07 / 1000, 3e6, 3)).toBeCloseTo(2.53e-4, 6);
  // z = 6: the bound that sets rows aside pays for it with about two standard errors
  expect(trimmedVarianceBound(1 + 6 / 1000, 3e6, 3)).toBeLessThan(2.5e-4);
  expect(trimmedVarianceBound(1 + 5 / 1000, 3e6, 3)).toBeGreaterThan(2.5e-4);
});

test('bounds are probabilities that fall with the distance', () => {
  const relatives = [0, 0.5, 0.9, 1, 1.1, 1.5, 2, 10, 1e6];
  const lower = relatives.map((relative) => lowerVarianceBound(relative, 500, 30));
  const upper = [upperVarianceBound, trimmedVarianceBound].map((bound) =>
    relatives.map((relative) => bound(relative, 500, 30)),
  );
  expect(lower).toEqual([...lower].sort((a, b) => a - b));
  for (const bounds of upper) expect(bounds).toEqual([...bounds].sort((a, b) => b - a));
  for (const p of [...lower, ...upper.flat()]) expect(p >= 0 && p <= 1).toBe(true);
});

test('where the kurtosis is infinite only Markov and Chebyshev remain', () => {
  expect(upperVarianceBound(4, 1e6, Infinity)).toBe(0.25);
  expect(meanBound(10, 1e6, Infinity)).toBe(0.01);
  expect(meanBound(10, 1000, 1000)).toBeCloseTo((3 + 0.997) / 1e4, 12);
});

test('the bound that sets rows aside is the least of its two terms over the cap', () => {
  const factorial = Array.from({ length: 17 }, (_, i) => i + 1).reduce((a, b) => a * b, 1);
  for (const z of [2, 4, 6, 9, 15]) {
    const etas = Array.from({ length: 40_000 }, (_, i) => (i + 1) / 1000);
    const terms = etas.map((eta) => {
      const passed = Math.pow(eta, 17) / factorial;
      return passed + Math.exp((-z * z) / 2 / (1 + z / 3 / Math.sqrt(eta)));
    });
    const least = Math.min(1, ...[0, 1, 2, 3].map((q) => Math.min(...terms.slice(q * 1e4, (q + 1) * 1e4))));
    const found = trimmedVarianceBound(1 + z / 1000, 3e6, 3);
    expect(found / least).toBeGreaterThan(0.999);
    expect(found / least).toBeLessThan(1.05);
  }
});
