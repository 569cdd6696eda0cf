import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';
import type { ExactPoint } from '../../../src/truth/exact/exact.ts';

const ZERO = { kind: 'finite', value: 0, error: 0 };

function exact(formula: string, mu: number, sigma: number): ExactPoint {
  return exactMoments(compileIntegrand(formula, {}), mu, sigma);
}

it.each([
  [0, 1],
  [-3, 0.01],
  [2, 10],
])('a constant has exact zeros at (%f, %f)', (mu, sigma) => {
  const point = exact('3', mu, sigma);
  expect([
    point.mu.pathwise.variance,
    point.sigma.pathwise.variance,
    point.mu.gradient,
    point.sigma.gradient,
  ]).toEqual([ZERO, ZERO, ZERO, ZERO]);
  expect(point.expectationVariance).toEqual(ZERO);
  expect(point.mu.pathwise.bias).toEqual(ZERO);
  expect(point.mu.pathwise.kurtosis.kind).toBe('unknown');
});

it.each([
  [0, 1],
  [-3, 0.01],
  [2, 10],
])(
  'a linear function has V2 = 0 for component mu and slope² for component sigma at (%f, %f)',
  (mu, sigma) => {
    const point = exact('2*z + 1', mu, sigma);
    expect(point.mu.pathwise.variance).toEqual(ZERO);
    expect(
      point.sigma.pathwise.variance.kind === 'finite' && point.sigma.pathwise.variance.value,
    ).toBeCloseTo(4, 13);
  },
);

it('piecewise constant functions have V2 = 0 and a bias that is minus the gradient', () => {
  for (const formula of ['step(z)', 'floor(z)', 'sign(z - 0.5)', 'step(sin(3*z))']) {
    const { mu, sigma } = exact(formula, 0.3, 0.7);
    expect([mu.pathwise.variance, sigma.pathwise.variance]).toEqual([ZERO, ZERO]);
    expect(
      mu.pathwise.bias.kind === 'finite' &&
        mu.gradient.kind === 'finite' &&
        mu.pathwise.bias.value + mu.gradient.value,
    ).toBeCloseTo(0, 13);
  }
});

it('a continuous function has a bias of exactly 0, however many kinks it has', () => {
  for (const formula of [
    'abs(z)',
    'z*step(z)',
    'max(z, 1)*clip(z, -1, 2)',
    'abs(mod(z, 2) - 1)',
    'abs(sin(3*z) - 0.2)',
  ]) {
    const { mu, sigma } = exact(formula, 0.3, 0.7);
    expect([mu.pathwise.bias, sigma.pathwise.bias]).toEqual([ZERO, ZERO]);
  }
});

it('a jump far away still biases, by a number that is not 0', () => {
  for (const mu of [1, 1.5, 2, 3]) {
    const { bias: bias2 } = exact('step(z)', mu, 0.1).mu.pathwise;
    expect(bias2.kind === 'finite' && bias2.value).toBeLessThan(0);
  }
});

it('symmetric formulas have gradients of exactly 0 at mu = 0', () => {
  expect(exact('z^4 + cos(z)', 0, 0.7).mu.gradient).toEqual(ZERO);
  expect(exact('z^3 - sin(z)', 0, 0.7).sigma.gradient).toEqual(ZERO);
});

it('a variance that lies below the smallest double is 0 only where that is proved', () => {
  const far = exact('max(z, 0)', -3, 0.01);
  expect([far.mu.score.variance, far.mu.pathwise.variance]).toEqual([ZERO, ZERO]);
  // V2 = P(z > 0) = 5e-198: small, not 0.
  const near = exact('max(z, 0)', -3, 0.1).mu.pathwise.variance;
  expect(near.kind === 'finite' && near.value / 4.9067139271481879e-198).toBeCloseTo(1, 10);
});

it('a variance that is only rounding is not printed', () => {
  // r' is 1, but the formula does not show it.
  const { variance: variance2 } = exact('z + 1e-3*(sin(z)^2 + cos(z)^2)', 0.5, 0.3).mu.pathwise;
  expect(variance2.kind === 'unknown' || (variance2.kind === 'finite' && variance2.value === 0)).toBe(true);
});
