import { expect, test } from 'vitest';
import { lawOf } from './claims.ts';

const value = (exact: { readonly kind: string; readonly value?: number }): number => exact.value ?? NaN;

// r = z², a = mu: V1 = a⁴/s² + 14a² + 15s² and V2 = 4s² by mu; V1 = 2a⁴/s² + 60a² + 74s² and V2 = 4a² + 8s² by sigma.
test.each([
  ['score', 'mu', 2 * 2, 16 / 0.25 + 14 * 4 + 15 * 0.25],
  ['pathwise', 'mu', 2 * 2, 4 * 0.25],
  ['score', 'sigma', 2 * 0.5, 32 / 0.25 + 60 * 4 + 74 * 0.25],
  ['pathwise', 'sigma', 2 * 0.5, 16 + 8 * 0.25],
  ['score', 'log_sigma', 2 * 0.25, 32 + 60 * 4 * 0.25 + 74 * 0.25 * 0.25],
  ['pathwise', 'log_sigma', 2 * 0.25, (16 + 8 * 0.25) * 0.25],
] as const)(
  'moments of %s rows by %s are the closed forms of z^2',
  (estimator, component, mean, variance) => {
    for (const m of [1, 10]) {
      const law = lawOf({ formula: 'z^2', mu: 2, sigma: 0.5, estimator, component, m });
      expect(value(law.mean)).toBeCloseTo(mean, 10);
      expect(value(law.variance)).toBeCloseTo(variance / m, 9);
    }
  },
);

test('the kurtosis of means of m draws is 3 + (kurtosis − 3)/m', () => {
  const claim = { formula: 'z^2', mu: 0, sigma: 1, estimator: 'score', component: 'mu' } as const;
  expect(value(lawOf({ ...claim, m: 1 }).kurtosis)).toBeCloseTo(46.2, 8);
  expect(value(lawOf({ ...claim, m: 10 }).kurtosis)).toBeCloseTo(3 + 43.2 / 10, 8);
});

test('the exact mean of a biased estimator holds its bias', () => {
  const claim = { formula: 'z^2 + step(z)', mu: 0, sigma: 0.1, component: 'mu', m: 1 } as const;
  const density = 1 / Math.sqrt(2 * Math.PI) / 0.1;
  expect(value(lawOf({ ...claim, estimator: 'score' }).mean)).toBeCloseTo(density, 8);
  expect(value(lawOf({ ...claim, estimator: 'pathwise' }).mean)).toBeCloseTo(0, 8);
  expect(value(lawOf({ ...claim, estimator: 'pathwise' }).bias)).toBeCloseTo(-density, 8);
});
