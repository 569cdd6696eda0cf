import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';
import type { Exact } from '../../../src/truth/exact/exact.ts';

/** Closed forms of science.md section 1, at random parameters. */

const RUNS = { numRuns: 60, seed: 2026 };
const mu = fc.double({ min: -3, max: 3, noNaN: true });
const sigma = fc.double({ min: -2, max: 1, noNaN: true }).map((x) => Math.exp(Math.LN10 * x));
const k = fc.double({ min: 0.1, max: 10, noNaN: true });

function square(x: number): number {
  return x * x;
}

function value(exact: Exact): number {
  if (exact.kind !== 'finite') throw new Error(`not finite: ${JSON.stringify(exact)}`);
  return exact.value;
}

/** Relative to the truth, or to the size of the terms that the closed form subtracts. */
function expectClose(exact: Exact, truth: number, terms = 0): void {
  expect(Math.abs(value(exact) - truth)).toBeLessThanOrEqual(1e-11 * Math.abs(truth) + 4e-15 * terms);
}

describe('closed forms', () => {
  it('a shifted square has the polynomial moments', () => {
    fc.assert(
      fc.property(mu, sigma, k, (m, s, shift) => {
        const point = exactMoments(compileIntegrand('(z-k)^2', { k: shift }), m, s);
        const [a2, s2] = [square(m - shift), s * s];
        expectClose(point.mu.score.variance, (a2 * a2) / s2 + 14 * a2 + 15 * s2);
        expectClose(point.mu.pathwise.variance, 4 * s2);
        expectClose(point.mu.gradient, 2 * (m - shift), 10 * (a2 / s + s));
        expectClose(point.sigma.score.variance, (2 * a2 * a2) / s2 + 60 * a2 + 74 * s2);
        expectClose(point.sigma.pathwise.variance, 4 * a2 + 8 * s2);
        expectClose(point.sigma.gradient, 2 * s, 10 * (a2 / s + s));
        expectClose(point.mu.pathwise.kurtosis, 3);
        expectClose(point.expectation, a2 + s2);
        expectClose(point.expectationVariance, 4 * a2 * s2 + 2 * s2 * s2);
      }),
      RUNS,
    );
  });

  it('a cosine has the moments of the characteristic function', () => {
    fc.assert(
      fc.property(mu, sigma, k, (m, s, w) => {
        const point = exactMoments(compileIntegrand('cos(k*z)', { k: w }), m, s);
        const u = w * w * s * s;
        const gradient = -w * Math.sin(w * m) * Math.exp(-u / 2);
        const double = Math.cos(2 * w * m) * Math.exp(-2 * u);
        expectClose(
          point.mu.score.variance,
          (1 + double * (1 - 4 * u)) / (2 * s * s) - square(gradient),
          10 / (s * s),
        );
        expectClose(point.mu.pathwise.variance, (w * w * (1 - double)) / 2 - square(gradient), 10 * w * w);
        expectClose(point.mu.gradient, gradient, 10 * (w + 1 / s));
      }),
      RUNS,
    );
  });

  it('an exponential has the lognormal moments as long as they are doubles', () => {
    fc.assert(
      fc.property(mu, sigma, fc.double({ min: 0.1, max: 1.3, noNaN: true }), (m, s, a) => {
        const point = exactMoments(compileIntegrand('exp(a*z)', { a }), m, s);
        const u = a * a * s * s;
        const mean = Math.exp(a * m + u / 2);
        const meanSquare = Math.exp(2 * a * m + 2 * u);
        expectClose(point.mu.pathwise.variance, a * a * (meanSquare - mean * mean), 10 * a * a * meanSquare);
        expectClose(
          point.mu.score.variance,
          (meanSquare * (1 + 4 * u)) / (s * s) - a * a * mean * mean,
          (30 * meanSquare * (1 + 4 * u)) / (s * s),
        );
        // Fourth central moment of a lognormal over its squared variance: t⁴ + 2t³ + 3t² − 3, t = e^u.
        const t = Math.exp(u);
        if (u > 1e-3)
          expectClose(
            point.mu.pathwise.kurtosis,
            t * t * (t * t + 2 * t + 3) - 3,
            100 * u * square(t * t) + 10,
          );
      }),
      RUNS,
    );
  });

  it('a bump has the moments of the narrowed normal distribution', () => {
    fc.assert(
      fc.property(mu, sigma, k, (m, s, w) => {
        const point = exactMoments(compileIntegrand('exp(-k*z^2)', { k: w }), m, s);
        const narrow = 1 + 4 * w * s * s;
        const c = Math.exp((-2 * w * m * m) / narrow) / Math.sqrt(narrow);
        const [center, spread] = [m / narrow, (s * s) / narrow];
        const flat = 1 + 2 * w * s * s;
        const gradient = (((-2 * w * m) / flat) * Math.exp((-w * m * m) / flat)) / Math.sqrt(flat);
        expectClose(
          point.mu.pathwise.variance,
          4 * w * w * c * (square(center) + spread) - square(gradient),
          100 * w * w * c * (1 + w * m * m) * (square(center) + spread),
        );
        expectClose(
          point.mu.score.variance,
          (c * (square(center - m) + spread)) / square(s * s) - square(gradient),
          (100 * (1 + w * m * m) * c * (square(center - m) + spread)) / square(s * s),
        );
      }),
      RUNS,
    );
  });

  it('the terms of V1 − V2 add up', () => {
    for (const [formula, m, s] of [
      ['sin(10*z)', 0.4, 0.7],
      ['z^2 + 0.1*sin(50*z)', 1, 1],
      ['abs(z)', 0.3, 0.5],
    ] as const) {
      const { mu: component, why } = exactMoments(compileIntegrand(formula, {}), m, s);
      const difference = value(component.score.variance) - value(component.pathwise.variance);
      const terms = [value(why.square), value(why.derivativeSquare), value(why.curvature)];
      expect(Math.abs(terms.reduce((a, b) => a + b) - difference)).toBeLessThan(
        1e-12 * terms.reduce((a, b) => a + Math.abs(b), 0),
      );
    }
  });
});
