import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { evaluator } from '../../../src/formula/evaluate.ts';
import type { Integrand } from '../../../src/integrands/integrand.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';
import type { Exact, ExactPoint } from '../../../src/truth/exact/exact.ts';
import { createPicker, randomFormula } from './random-formula.ts';
import { effort } from '../../fixtures/effort.ts';

/** Two-point Gauss rule on many equal panels: crude, blind to structure, and independent of the oracle's quadrature. */
const REACH = 14;
const GAUSS = 1 / Math.sqrt(3);

/** A jump inside one of the panels, of width 28/8009, shifts a moment by up to this share of its size. */
const ROUGH = /abs|sign|step|floor|mod|max|min|clip/;
const ROUGH_DOUBT = 0.01;

type Row = Readonly<Record<string, number>>;

function brute({ value, derivative }: Integrand, mu: number, sigma: number, panels: number): Row {
  const [r, d] = [evaluator(value), evaluator(derivative)];
  const half = REACH / panels;
  const count = 2 * panels;
  const columns = Array.from({ length: 6 }, () => new Float64Array(count));
  const [weights, values, x1, x2, y1, y2] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < count; i++) {
    const eps = -REACH + half * (2 * (i >> 1) + 1 + (i % 2 === 0 ? -GAUSS : GAUSS));
    const z = mu + sigma * eps;
    const [f, g] = [r(z), d(z)];
    weights[i] = (half * Math.exp((-eps * eps) / 2)) / Math.sqrt(2 * Math.PI);
    values[i] = f;
    x1[i] = (f * eps) / sigma;
    x2[i] = (f * (eps * eps - 1)) / sigma;
    y1[i] = g;
    y2[i] = g * eps;
  }
  const mean = (f: (i: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += weights[i]! * f(i);
    return sum;
  };
  const result: Record<string, number> = {};
  const describe = (name: string, v: Float64Array): void => {
    const average = mean((i) => v[i]!);
    const centered = v.map((each) => each - average);
    const variance = mean((i) => centered[i]! * centered[i]!);
    result[`${name} mean`] = average;
    result[`${name} variance`] = variance;
    result[`${name} kurtosis`] =
      mean((i) => centered[i]! * centered[i]! * centered[i]! * centered[i]!) / (variance * variance);
  };
  describe('r', values);
  describe('x mu', x1);
  describe('x sigma', x2);
  describe('y mu', y1);
  describe('y sigma', y2);
  return result;
}

function claims(point: ExactPoint): Readonly<Record<string, Exact>> {
  return {
    'r mean': point.expectation,
    'r variance': point.expectationVariance,
    'x mu mean': point.mu.gradient,
    'x mu variance': point.mu.score.variance,
    'x mu kurtosis': point.mu.score.kurtosis,
    'y mu variance': point.mu.pathwise.variance,
    'y mu kurtosis': point.mu.pathwise.kurtosis,
    'x sigma mean': point.sigma.gradient,
    'x sigma variance': point.sigma.score.variance,
    'x sigma kurtosis': point.sigma.score.kurtosis,
    'y sigma variance': point.sigma.pathwise.variance,
    'y sigma kurtosis': point.sigma.pathwise.kurtosis,
  };
}

const FORMULAS = effort(30, 120);

it('no certified number of random formulas disagrees with brute force', () => {
  const pick = createPicker(20260101);
  const faults: string[] = [];
  let compared = 0;
  let sharp = 0;
  for (let n = 0; n < FORMULAS; n++) {
    const formula = randomFormula(pick, 1 + Math.floor(pick() * 3));
    const [mu, sigma] = [4 * (pick() - 0.5), Math.exp(3 * (pick() - 0.7))];
    const integrand = compileIntegrand(formula, {});
    const point = claims(exactMoments(integrand, mu, sigma));
    const [coarse, fine] = [brute(integrand, mu, sigma, 3001), brute(integrand, mu, sigma, 8009)];
    for (const [name, exact] of Object.entries(point)) {
      const truth = fine[name]!;
      const variance = fine[name.replace(/mean|kurtosis/, 'variance')]!;
      if (exact.kind !== 'finite' || !Number.isFinite(truth) || (truth === 0 && exact.value === 0)) continue;
      // Brute force sees nothing beyond its reach, of probability 1e-44.
      if (variance < 1e-30 || (name.endsWith('kurtosis') && exact.value > 1e20)) continue;
      const scale = name.endsWith('mean')
        ? Math.sqrt(fine[name.replace('mean', 'variance')]!) + Math.abs(truth)
        : Math.abs(truth);
      // What brute force is worth: its own convergence, and its rounding where the variance is all cancellation.
      const average = Math.abs(fine[name.replace(/variance|kurtosis/, 'mean')]!);
      const rounding = 1e-13 * scale * (1 + average / Math.sqrt(variance) + (average * average) / variance);
      const edges = ROUGH.test(formula) ? ROUGH_DOUBT * scale : 0;
      const doubt = 4 * Math.abs(truth - coarse[name]!) + rounding + edges;
      const error = Math.abs(exact.value - truth);
      if (!(error <= doubt + 10 * exact.error))
        faults.push(
          `${formula} at (${mu}, ${sigma}) ${name}: ${exact.value} ± ${exact.error}, brute force ${truth} ± ${doubt}`,
        );
      compared++;
      if (doubt < 1e-6 * scale) sharp++;
    }
  }
  expect(faults).toEqual([]);
  expect(compared).toBeGreaterThan(5 * FORMULAS);
  expect(sharp).toBeGreaterThan(0.4 * compared);
});

it('numbers beyond the range of doubles are unknown, however they come about', () => {
  for (const [formula, mu, sigma] of [
    ['abs(z)^200', 0.2, 1],
    ['exp(3*z)', 0, 10],
    ['exp(700*z)', 1, 0.1],
    ['1e200*z^2', 0, 1],
  ] as const) {
    const {
      score: { variance: variance1 },
      pathwise: { variance: variance2 },
    } = exactMoments(compileIntegrand(formula, {}), mu, sigma).mu;
    expect([formula, variance1.kind, variance2.kind]).toEqual([formula, 'unknown', 'unknown']);
  }
  const { expectation } = exactMoments(compileIntegrand('abs(z)^200', {}), 0.2, 1);
  expect(expectation.kind === 'finite' && expectation.value > 1e187 && expectation.error < 1e177).toBe(true);
});
