import { describe, expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';
import type { ExactPoint } from '../../../src/truth/exact/exact.ts';
import { fieldsOf } from '../../fixtures/component-fields.ts';

function exact(formula: string, mu: number, sigma: number): ExactPoint {
  return exactMoments(compileIntegrand(formula, {}), mu, sigma);
}

function value(
  point: ExactPoint,
  component: 'mu' | 'sigma',
  what: 'variance1' | 'variance2' | 'gradient',
): number {
  const found = fieldsOf(point[component])[what];
  return found.kind === 'finite' ? found.value : Number.NaN;
}

describe('the ladder exp(c z^2)', () => {
  it.each([0.05, 0.1, 0.12, 0.15, 0.2, 0.24])(
    'has V1 = (1 − 4c)^(-3/2) and V2 = 4c² V1 at (0, 1) for c = %f',
    (c) => {
      const point = exact(`exp(${c}*z^2)`, 0, 1);
      const u = 1 - 4 * c;
      const variance = 1 / (u * Math.sqrt(u));
      // E r² and (E r)² are subtracted nowhere here: both gradients are 0.
      expect(Math.abs(value(point, 'mu', 'variance1') / variance - 1)).toBeLessThan(1e-11);
      expect(Math.abs(value(point, 'mu', 'variance2') / (4 * c * c * variance) - 1)).toBeLessThan(1e-11);
      expect(point.mu.score.kurtosis.kind).toBe(c < 0.125 ? 'finite' : 'infinite');
      expect(point.mu.pathwise.kurtosis.kind).toBe(c < 0.125 ? 'finite' : 'infinite');
    },
  );

  it.each([0.25, 0.3, 0.45])('has infinite variances but a gradient for c = %f', (c) => {
    const point = exact(`exp(${c}*z^2)`, 1, 1);
    expect([
      point.mu.score.variance.kind,
      point.mu.pathwise.variance.kind,
      point.sigma.score.variance.kind,
    ]).toEqual(['infinite', 'infinite', 'infinite']);
    // E exp(c z²) = (1 − 2c)^(-1/2) exp(c mu²/(1 − 2c)); its derivative in mu at mu = 1:
    const u = 1 - 2 * c;
    expect(
      Math.abs(value(point, 'mu', 'gradient') / ((((2 * c) / u) * Math.exp(c / u)) / Math.sqrt(u)) - 1),
    ).toBeLessThan(1e-8);
  });

  it('scales with sigma', () => {
    expect(exact('exp(z^2)', 0.3, 0.45).mu.score.variance.kind).toBe('finite');
    expect(exact('exp(z^2)', 0.3, 0.5).mu.score.variance.kind).toBe('infinite');
    expect(exact('exp(z^2)', 0.3, 0.3).mu.score.kurtosis.kind).toBe('finite');
    expect(exact('exp(z^2)', 0.3, 0.36).mu.score.kurtosis.kind).toBe('infinite');
  });

  it('has no moment at all from c = 1/2 on, nor for faster growth', () => {
    for (const formula of ['exp(0.5*z^2)', 'exp(z^4)', 'exp(z^3)', 'exp(exp(z))']) {
      const point = exact(formula, 0, 1);
      expect(point.mu.gradient.kind).toBe('unknown');
      expect(point.mu.score.variance.kind).toBe('infinite');
    }
  });
});

describe('the ladder |z|^p', () => {
  // science.md, trap table: R of component mu at (0, 1).
  it.each([
    [0.55, 0.694],
    [0.6, 1.222],
    [0.75, 2.222],
    [1, 3],
    [1.5, 3.556],
    [2, 3.75],
    [3, 3.889],
    [4, 3.9375],
  ])('has the ratio of the paper at mu = 0 for p = %f', (p, ratio) => {
    const point = exact(`abs(z)^${p}`, 0, 1);
    expect(value(point, 'mu', 'variance1') / value(point, 'mu', 'variance2')).toBeCloseTo(ratio, 3);
  });

  it.each([0.1, 0.3, 0.5])('has an infinite V2 at p = %f for component mu only', (p) => {
    const point = exact(`abs(z)^${p}`, 0, 1);
    expect([point.mu.score.variance.kind, point.mu.pathwise.variance.kind]).toEqual(['finite', 'infinite']);
    // y = r'·eps ~ |z|^p
    expect([point.sigma.pathwise.variance.kind, point.sigma.pathwise.kurtosis.kind]).toEqual([
      'finite',
      'finite',
    ]);
  });

  it.each([0.3, 0.5])('has an infinite V2 at p = %f for both components away from mu = 0', (p) => {
    const point = exact(`abs(z)^${p}`, 1, 1);
    expect([point.mu.pathwise.variance.kind, point.sigma.pathwise.variance.kind]).toEqual([
      'infinite',
      'infinite',
    ]);
  });

  it('loses the kurtosis of y at p = 3/4', () => {
    expect(exact('abs(z)^0.75', 0, 1).mu.pathwise.kurtosis.kind).toBe('infinite');
    expect(exact('abs(z)^0.8', 0, 1).mu.pathwise.kurtosis.kind).toBe('finite');
  });

  it('is seen wherever the singular point lies, and in any disguise', () => {
    expect(exact('abs(2*z - 3)^0.4', 1, 0.5).mu.pathwise.variance.kind).toBe('infinite');
    expect(exact('sqrt(abs(sin(3*z)))', 1, 1).mu.pathwise.variance.kind).toBe('infinite');
    expect(exact('log(abs(z^2 - 2))', 1, 1).mu.pathwise.variance.kind).toBe('infinite');
  });
});

describe('other singular formulas', () => {
  it('log(z^2) has an infinite V2 of component mu, and y = 2/sigma for component sigma at mu = 0', () => {
    const point = exact('log(z^2)', 0, 0.5);
    expect(point.mu.pathwise.variance.kind).toBe('infinite');
    expect(point.mu.pathwise.bias.kind).toBe('unknown');
    expect(point.sigma.pathwise.variance).toEqual({ kind: 'finite', value: 0, error: 0 });
    expect(value(point, 'sigma', 'gradient')).toBeCloseTo(4, 10);
    expect(exact('log(z^2)', 3, 0.01).mu.pathwise.variance.kind).toBe('infinite');
  });

  it('1/z has infinite variances', () => {
    const point = exact('1/z', 1, 1);
    expect([point.mu.score.variance.kind, point.mu.pathwise.variance.kind]).toEqual(['infinite', 'infinite']);
  });

  it('a formula that is not defined for some draws is unknown', () => {
    expect(exact('log(z)', 1, 1).mu.score.variance.kind).toBe('unknown');
    expect(exact('sqrt(z)', 1, 0.1).expectation.kind).toBe('unknown');
  });
});
