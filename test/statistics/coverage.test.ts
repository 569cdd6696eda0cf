import { expect, test } from 'vitest';
import { coverage } from './coverage.ts';
import { fast, fourth, square } from './examples.ts';

/*
 * Of intervals called `ok`, 93 to 97 % hold the true ratio. Each count may leave that band by 3 binomial standard
 * deviations; the seeds are fixed. scripts/coverage-study.ts has more cases and repetitions.
 */
test.each([
  { example: fast, component: 'mu', trials: 2048, m: 1, repetitions: 800 },
  { example: square, component: 'mu', trials: 2400, m: 10, repetitions: 200 },
  { example: square, component: 'sigma', trials: 2000, m: 100, repetitions: 30 },
  { example: fourth, component: 'mu', trials: 3600, m: 100, repetitions: 20 },
] as const)('intervals cover: $example.name, $component, $trials trials of $m', (study) => {
  const { covering, ok } = coverage({ ...study, seed: 20 });
  const n = study.repetitions;
  expect(ok).toBe(n);
  expect((covering - 0.93 * n) / Math.sqrt(n * 0.93 * 0.07)).toBeGreaterThan(-3);
  expect((covering - 0.97 * n) / Math.sqrt(n * 0.97 * 0.03)).toBeLessThan(3);
});

test('z-scores are standard normal: their mean and variance lie within 4 standard errors', () => {
  const n = 1500;
  const { scores } = coverage({
    example: fast,
    component: 'mu',
    trials: 2048,
    m: 1,
    repetitions: n,
    seed: 77,
  });
  const mean = scores.reduce((sum, z) => sum + z, 0) / n;
  const variance = scores.reduce((sum, z) => sum + z * z, 0) / n;
  expect(scores.length).toBe(n);
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
});
