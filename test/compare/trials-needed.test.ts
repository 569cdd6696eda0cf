import { expect, test } from 'vitest';
import { normcdf } from '../../src/elementary/normal.ts';
import type { TestedRow } from '../../src/compare/compared-row.ts';
import { differenceProbability } from '../../src/compare/minimum-effect.ts';
import { precisionFor, trialsNeeded } from '../../src/compare/trials-needed.ts';

/** Only what the number of trials depends on matters here. */
const row = (varianceAtOneTrial: number): TestedRow => ({
  kind: 'tested',
  cell: { cell_id: 'c', integrand: 'r', params: '', phi: '', x: null, mu: 0, sigma: 1, m: 1, dimension: 1 },
  component: 'mu',
  estimator_1: 'score',
  estimator_2: 'pathwise',
  ratioBase: 1,
  ratioNew: 1,
  p: 1,
  pGrown: 1,
  pShrunk: 1,
  leading: 'variance_ratio',
  difference: 0,
  standardError: 1,
  equivalent: false,
  varianceAtOneTrial,
});

test.each([
  [0.05, 0.005, 500],
  [0.01, 0.005, 1],
  [0.2, 0.25, 1],
  [0.05, 0.005, 1e6],
])(
  'effect %d, q %d, %d rows: both answers come with 90 %%, and one of them with no more',
  (effect, q, family) => {
    const { standardError } = precisionFor(effect, q, family);
    const se = standardError ?? NaN;
    const bound = Math.log1p(effect);
    const equivalent = 2 * normcdf(bound / se - 1.6448536269514722) - 1;
    // The smallest difference that is rejected at the level of a single row, by bisection.
    let [low, high] = [bound, bound + 20 * se];
    for (let i = 0; i < 80; i++) {
      const middle = (low + high) / 2;
      const p = differenceProbability({ difference: middle, standardError: se, degrees: Infinity }, bound);
      if (p * 7 * family > q) low = middle;
      else high = middle;
    }
    const found = normcdf((2 * bound - low) / se);
    expect(Math.min(equivalent, found)).toBeGreaterThan(0.899);
    expect(Math.min(equivalent, found)).toBeLessThan(0.902);
  },
);

test('trials are the variance over the square of the error, rounded up to two digits', () => {
  const precision = { effect: 0.05, q: 0.005, family: 100, standardError: 0.01 };
  expect(trialsNeeded(row(1.234), precision)).toBe(13_000);
  expect(trialsNeeded(row(0.0099), precision)).toBe(99);
  expect(trialsNeeded(row(0), precision)).toBeNull();
  expect(trialsNeeded(row(1), precisionFor(0, 0.005, 100))).toBeNull();
});
