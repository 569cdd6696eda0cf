import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';

const answer = (formula: string, mu: number, sigma: number) =>
  exactMoments(compileIntegrand(formula, {}), mu, sigma).mu.score.variance;

// Without a bound on the sides that are looked at, the first of these took minutes.
it.each([
  ['abs(sin(z))^30.5', 0, 30],
  ['acos(cos(50*z))', 0, 30],
  ['sqrt(abs(sin(30*z)))', 0, 30],
  ['asin(sin(20*z))', 0, 30],
  ['abs(sin(5*z))^1.5', 0, 1],
  ['1/sin(40*z)^0.1', 0.7, 3],
] as const)(
  '%s at (%d, %d) has too many singular points, and that is soon said',
  (formula, mu, sigma) => {
    expect(answer(formula, mu, sigma).kind).toBe('unknown');
  },
  20_000,
);

it('some dozens are no hindrance', () => {
  // E sqrt|sin(10 z)| is the mean over a period but for terms below e^-200; mpmath, 30 digits.
  const { expectation } = exactMoments(compileIntegrand('sqrt(abs(sin(10*z)))', {}), 0, 1);
  if (expectation.kind !== 'finite') throw new Error(expectation.kind);
  expect(Math.abs(expectation.value - 0.762759763501813188)).toBeLessThan(1e-12);
  expect(answer('abs(sin(3*z))^0.7', 0.7, 1).kind).toBe('finite');
});

// The one point that decides is neither among the first nor among the last of hundreds far out.
it.each([100, -130, 777])('a pole at z = %d counts among many milder singular points', (at) => {
  const formula = `sqrt(abs(sin(10*z)))/abs(z - (${at}))^0.7`;
  expect(answer(formula, 0, 1)).toEqual({ kind: 'infinite' });
  const { expectation } = exactMoments(compileIntegrand(formula, {}), 0, 1);
  expect(expectation.kind).toBe('finite');
});
