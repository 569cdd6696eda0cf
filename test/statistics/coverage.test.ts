import { expect, test } from 'vitest';
import { coverage } from './coverage.ts';
import { fast, fourth, square } from './examples.ts';
import { effort } from '../fixtures/effort.ts';

/*
 * Seeds are fixed. A count may leave the band that is claimed by 3 binomial standard deviations.
 * scripts/coverage-study.ts has more cases and repetitions.
 */

/** How many binomial standard deviations a count lies above what is expected. */
const excess = (count: number, n: number, p: number) => (count - p * n) / Math.sqrt(n * p * (1 - p));

test('intervals called ok cover in 93 to 97 %, and their z-scores are standard normal: sin(10*z)', () => {
  const n = effort(300, 1500);
  const found = coverage({ example: fast, component: 'mu', trials: 2048, m: 1, repetitions: n, seed: 20 });
  expect(found.ok).toBe(n);
  expect(excess(found.covering, n, 0.93)).toBeGreaterThan(-3);
  expect(excess(found.covering, n, 0.97)).toBeLessThan(3);
  expect(found.scores.length).toBe(n);
  const mean = found.scores.reduce((sum, z) => sum + z, 0) / n;
  const variance = found.scores.reduce((sum, z) => sum + z * z, 0) / n;
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
});

test('intervals called ok cover in 93 to 97 %, over trials and over draws: z^2 by 10 draws', () => {
  const n = effort(60, 200);
  const found = coverage({ example: square, component: 'mu', trials: 2400, m: 10, repetitions: n, seed: 20 });
  expect(found.ok).toBe(n);
  for (const covering of [found.covering, found.drawsCovering]) {
    expect(excess(covering, n, 0.93)).toBeGreaterThan(-3);
    expect(excess(covering, n, 0.97)).toBeLessThan(3);
  }
});

test('heavy tails are called so, and still covered in 85 % where a plain t interval covers in 78 %: z^4', () => {
  const n = effort(200, 1000);
  const found = coverage({ example: fourth, component: 'mu', trials: 1000, m: 1, repetitions: n, seed: 20 });
  expect(found.ok).toBe(0);
  expect(excess(found.covering, n, 0.85)).toBeGreaterThan(-3);
});
