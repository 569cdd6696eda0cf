import { expect, it } from 'vitest';
import { pointsAlong, varianceRatio } from '../../src/cross/ratio-along.ts';
import { EXACT_ZERO, finite, INFINITE, unknown } from '../../src/truth/exact/exact-number.ts';
import type { Exact, ExactComponent } from '../../src/truth/exact/exact.ts';
import { componentOf, fieldsOf } from '../fixtures/component-fields.ts';

const component = (variance1: Exact, variance2: Exact, bias2: Exact = EXACT_ZERO): ExactComponent => ({
  ...componentOf({
    ...fieldsOf(pointsAlong({ formula: 'z', parameters: {}, mu: 0, sigma: 1, vary: 'mu' })(0).mu),
    variance1,
    variance2,
    bias2,
  }),
});

it('the ratio of two variances: finite with its error, infinite, zero, or not known', () => {
  const [one, dark] = [finite(1, 1e-12), unknown('dark')];
  expect(varianceRatio(component(finite(6, 6e-12), finite(3, 3e-12)))).toEqual({
    kind: 'finite',
    value: 2,
    error: expect.closeTo(4e-12, 14) as number,
  });
  expect(varianceRatio(component(INFINITE, one))).toEqual(INFINITE);
  expect(varianceRatio(component(one, EXACT_ZERO))).toEqual(INFINITE);
  expect(varianceRatio(component(one, INFINITE))).toEqual(EXACT_ZERO);
  expect(varianceRatio(component(EXACT_ZERO, one))).toEqual(EXACT_ZERO);
  for (const [first, second] of [
    [INFINITE, INFINITE],
    [EXACT_ZERO, EXACT_ZERO],
    [dark, one],
    [one, dark],
  ] as const)
    expect(varianceRatio(component(first, second)).kind).toBe('unknown');
});

it('a biased estimator never wins: against it the score does, unless it has no finite variance', () => {
  expect(varianceRatio(component(finite(2, 0), finite(1, 0), finite(0.1, 0)))).toEqual(EXACT_ZERO);
  expect(varianceRatio(component(INFINITE, finite(1, 0), finite(0.1, 0))).kind).toBe('unknown');
});

it('varies mu, sigma or a parameter, everything else fixed', () => {
  const fixed = { formula: 'a*z^2 + b', parameters: { a: 1, b: 0 }, mu: 2, sigma: 1 };
  const variance = (vary: string, value: number): number => {
    const { variance: variance1 } = pointsAlong({ ...fixed, vary })(value).mu.score;
    return variance1.kind === 'finite' ? variance1.value : NaN;
  };
  // V1 of z^2 is mu^4/s^2 + 14 mu^2 + 15 s^2.
  expect(variance('mu', 1)).toBeCloseTo(30, 9);
  expect(variance('sigma', 2)).toBeCloseTo(4 + 56 + 60, 9);
  expect(variance('a', 3)).toBeCloseTo(9 * 87, 8);
  // A constant c adds c^2/s^2 + 2 c E[r eps^2] with E[r eps^2] = mu^2 + 3 s^2.
  expect(variance('b', 1)).toBeCloseTo(87 + 1 + 2 * 7, 9);
});
