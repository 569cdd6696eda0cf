import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { compileCoordinates } from '../../src/integrands/coordinates.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { coordinateOracle } from '../../src/truth/coordinates/coordinate-oracle.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import { fieldsOf, type ComponentFields } from '../fixtures/component-fields.ts';
import type { Exact, ExactPoint } from '../../src/truth/exact/exact.ts';
import { effort } from '../fixtures/effort.ts';

/** x^n by multiplications. */
const power = (x: number, n: number): number => (n === 0 ? 1 : x * power(x, n - 1));

function exactOf(formula: string, dimension: number, mu: number, sigma: number): ExactPoint {
  return coordinateOracle(compileCoordinates(formula, {}, dimension))(mu, sigma);
}

function valueOf(exact: Exact): number {
  return exact.kind === 'finite' ? exact.value : NaN;
}

/** Within the stated error and a few roundings of the other side. */
function expectExact(exact: Exact, expected: number, rounding = 1e-13): void {
  expect(exact.kind, JSON.stringify(exact)).toBe('finite');
  if (exact.kind !== 'finite') return;
  const error = Math.abs(exact.value - expected);
  expect(error, `${exact.value} for ${expected}`).toBeLessThanOrEqual(
    exact.error + rounding * Math.abs(expected),
  );
}

describe('the sum of squares at mu = 0, sigma = 1', () => {
  /** E r^k·eps^2j·… by the moments of a normal: those of chi-square with D + 2j degrees of freedom. */
  const risingFactors = (from: number, count: number): number =>
    Array.from({ length: count }, (_, i) => from + 2 * i).reduce((product, x) => product * x, 1);

  test.each([1, 2, 3, 10, 100, 1000])('has the closed forms of science, D = %i', (dimension) => {
    const exact =
      dimension === 1
        ? exactMoments(compileIntegrand('z^2', {}), 0, 1)
        : exactOf('sum(z^2)', dimension, 0, 1);
    const { variance1, variance2, kurtosis1, correlation, coKurtosis } = fieldsOf(exact.mu);
    const variance = dimension * dimension + 6 * dimension + 8;
    expectExact(variance1, variance);
    expectExact(variance2, 4);
    // E q⁴·eps⁴ = 3·E q⁴ with D + 4 degrees of freedom; E q²·eps⁴, E q·eps² likewise.
    expectExact(kurtosis1, (3 * risingFactors(dimension + 4, 4)) / variance / variance);
    expectExact(correlation, (2 * (dimension + 2)) / Math.sqrt(4 * variance));
    expectExact(coKurtosis, (4 * 3 * risingFactors(dimension + 4, 2)) / 4 / variance);
    // E q²(eps² − 1)² − 4, and (4·E eps⁴ − 4).
    const ofSigma =
      3 * risingFactors(dimension + 4, 2) -
      2 * risingFactors(dimension + 2, 2) +
      risingFactors(dimension, 2) -
      4;
    expectExact(exact.sigma.score.variance, ofSigma);
    expectExact(exact.sigma.pathwise.variance, 8);
    expectExact(exact.sigma.gradient, 2);
  });
});

/** Steps of the trapezoid rule over N(0, 1), which converges faster than any power for smooth functions. */
const STEP = 0.4;
const HALF = 28;
const NODES = 2 * HALF + 1;
const EPS = Array.from({ length: NODES }, (_, i) => (i - HALF) * STEP);
const WEIGHTS = EPS.map((x) => (STEP * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI));

/** The same quantities by brute force: sums over a grid in D dimensions, no independence used. */
function bruteForce(
  f: (z: number) => number,
  slope: (z: number) => number,
  dimension: number,
  mu: number,
  sigma: number,
  /** A product of the coordinates, times this; null for a sum. */
  coefficient: number | null = null,
): readonly Omit<ComponentFields<number>, 'gradient' | 'bias2'>[] {
  const values = EPS.map((x) => f(mu + sigma * x));
  const slopes = EPS.map((x) => slope(mu + sigma * x));
  /** Sum over all points of the grid of weight·of(first node, r, what r' of the first coordinate is multiplied by). */
  const mean = (of: (first: number, r: number, others: number) => number): number => {
    let sum = 0;
    for (let point = 0; point < power(NODES, dimension); point++) {
      let [rest, weight, total, product, others] = [point, 1, 0, 1, 1];
      for (let d = 0; d < dimension; d++) {
        const node = rest % NODES;
        weight *= WEIGHTS[node]!;
        total += values[node]!;
        product *= values[node]!;
        if (d > 0) others *= values[node]!;
        rest = Math.floor(rest / NODES);
      }
      const isSum = coefficient === null;
      sum +=
        weight * of(point % NODES, isSum ? total : coefficient * product, isSum ? 1 : coefficient * others);
    }
    return sum;
  };
  return [(e: number) => [e, 1], (e: number) => [e * e - 1, e]].map((weights) => {
    const x = (node: number, r: number): number => (r * weights(EPS[node]!)[0]!) / sigma;
    const y = (node: number, others: number): number => slopes[node]! * weights(EPS[node]!)[1]! * others;
    const [ex, ey] = [mean(x), mean((node, _, others) => y(node, others))];
    const central = (i: number, j: number): number =>
      mean((node, r, others) => power(x(node, r) - ex, i) * power(y(node, others) - ey, j));
    const [vx, vy] = [central(2, 0), central(0, 2)];
    return {
      variance1: vx,
      variance2: vy,
      kurtosis1: central(4, 0) / vx / vx,
      kurtosis2: central(0, 4) / vy / vy,
      correlation: central(1, 1) / Math.sqrt(vx * vy),
      coKurtosis: central(2, 2) / vx / vy,
    };
  });
}

test.each([
  ['sum(z^2)', 2, 0.4, 1.3],
  ['sum(sin(z) + 3)', 2, 0.4, 0.7],
  ['mean(cos(2*z))', 2, -1, 0.6],
  ['sum(z^3 - 5*z)', 3, 0.5, 0.5],
  ['2*mean(exp(z/3)) - sum(tanh(z)) + 1', 3, 0.2, 0.5],
  ['sum(1/(4 + z^2))', 3, 1, 0.4],
] as const)('are those of brute force: %s in %i coordinates', (formula, dimension, mu, sigma) => {
  const summand = compileCoordinates(formula, {}, dimension).summand()!;
  const exact = exactOf(formula, dimension, mu, sigma);
  const [f, slope] = [evaluator(summand.value), evaluator(summand.derivative)];
  const found = bruteForce(f, slope, dimension, mu, sigma);
  for (const [c, name] of (['mu', 'sigma'] as const).entries()) {
    const component = fieldsOf(exact[name]);
    for (const [key, value] of Object.entries(found[c]!))
      expectExact(component[key as keyof ComponentFields], value, 1e-10);
  }
});

test.each([
  ['exp(-sum(z^2)/10)', 2, 0.4, 1.3],
  ['exp(mean(z))', 2, -1, 0.7],
  ['-3*exp(-sum(z^2)/4)*exp(sum(sin(z)) - 1)', 2, 0.5, 0.6],
  ['2/exp(mean(z^2) + sum(z/3))', 3, 0.2, 0.5],
] as const)(
  'are those of brute force for a product: %s in %i coordinates',
  (formula, dimension, mu, sigma) => {
    const { coefficient, f } = compileCoordinates(formula, {}, dimension).factor()!;
    const exact = exactOf(formula, dimension, mu, sigma);
    const found = bruteForce(evaluator(f.value), evaluator(f.derivative), dimension, mu, sigma, coefficient);
    for (const [c, name] of (['mu', 'sigma'] as const).entries()) {
      const component = fieldsOf(exact[name]);
      for (const [key, value] of Object.entries(found[c]!))
        expectExact(component[key as keyof ComponentFields], value, 1e-9);
      expect(valueOf(component.bias2)).toBe(0);
    }
  },
);

test('exp(−q/10) in D coordinates: closed forms of Gaussian integrals', () => {
  // E e^(−kq/10) = (1 + k/5)^(−D/2) at mu = 0, sigma = 1; with eps² once more a factor 1/(1 + k/5).
  for (const dimension of [2, 10, 100, 1000]) {
    const { mu, sigma, expectation, expectationVariance } = exactOf('exp(-sum(z^2)/10)', dimension, 0, 1);
    const e = (k: number): number => power(1 / Math.sqrt(1 + k / 5), dimension);
    expectExact(expectation, e(1), 1e-12);
    expectExact(expectationVariance, e(2) - e(1) * e(1), 1e-11);
    expectExact(mu.gradient, 0);
    expectExact(mu.score.variance, e(2) / 1.4, 1e-11);
    expectExact(mu.pathwise.variance, e(2) / 1.4 / 25, 1e-11);
    expectExact(sigma.gradient, -e(1) / 6, 1e-12);
    expectExact(sigma.score.variance, e(2) * (3 / 1.96 - 2 / 1.4 + 1) - power(e(1) / 6, 2), 1e-10);
  }
});

test('moments that grow beyond existence are told for a product too', () => {
  const { mu } = exactOf('exp(0.15*sum(z^2))', 3, 0, 1);
  expect([mu.score.variance.kind, mu.score.kurtosis.kind]).toEqual(['finite', 'infinite']);
  expect(exactOf('exp(0.3*sum(z^2))', 3, 0, 1).mu.score.variance.kind).toBe('infinite');
});

test('the terms of V1 - V2 add up, and are those of r', () => {
  for (const [formula, dimension] of [
    ['sum(z^2 + sin(z))', 7],
    ['mean(exp(z/2))', 30],
    ['exp(-sum(z^2)/10 + mean(z))', 20],
  ] as const) {
    const { mu, why } = exactOf(formula, dimension, 0.3, 0.8);
    const terms = valueOf(why.square) + valueOf(why.derivativeSquare) + valueOf(why.curvature);
    const difference = valueOf(mu.score.variance) - valueOf(mu.pathwise.variance);
    expect(Math.abs(terms / difference - 1)).toBeLessThan(1e-10);
  }
  // E q² = D(D + 2), E r'² = 4, 2E[r·r''] = 4D for the sum of squares.
  const { why } = exactOf('sum(z^2)', 5, 0, 1);
  expectExact(why.square, 35);
  expectExact(why.derivativeSquare, 4);
  expectExact(why.curvature, 20);
});

test('a mean is the sum over D: variances by D squared, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('z^2', 'cos(3*z)', 'abs(z)', 'exp(z/2)', 'max(z, 0)^2', 'log(z^2)'),
      fc.integer({ min: 2, max: 1000 }),
      fc.constantFrom(-1, 0, 0.7),
      fc.constantFrom(0.3, 1, 2),
      (term, dimension, mu, sigma) => {
        const [sum, mean] = ['sum', 'mean'].map((kind) => exactOf(`${kind}(${term})`, dimension, mu, sigma));
        for (const component of ['mu', 'sigma'] as const) {
          const [ofSum, ofMean] = [fieldsOf(sum![component]), fieldsOf(mean![component])];
          for (const key of Object.keys(ofSum) as (keyof ComponentFields)[]) {
            const scale = key.startsWith('variance')
              ? 1 / dimension / dimension
              : key === 'gradient' || key === 'bias2'
                ? 1 / dimension
                : 1;
            const expected = ofSum[key];
            if (expected.kind !== 'finite') expect(ofMean[key].kind).toBe(expected.kind);
            else expectExact(ofMean[key], expected.value * scale, 1e-8);
          }
        }
      },
    ),
    { numRuns: effort(12, 40) },
  );
});

test('what adds up to nothing in one coordinate adds up in many: r = 1 in each', () => {
  const { mu, sigma } = exactOf('sum(1)', 10, 0, 2);
  expectExact(mu.score.variance, 25);
  expectExact(sigma.score.variance, 50);
  expect(mu.pathwise.variance).toEqual({ kind: 'finite', value: 0, error: 0 });
  expect(mu.correlation.kind).toBe('unknown');
});

describe('moments that do not exist', () => {
  test('are told: by growth', () => {
    const { mu } = exactOf('sum(exp(0.15*z^2))', 3, 0, 1);
    expect([mu.score.variance.kind, mu.score.kurtosis.kind, mu.coKurtosis.kind]).toEqual([
      'finite',
      'infinite',
      'infinite',
    ]);
    expect(exactOf('sum(exp(0.3*z^2))', 3, 0, 1).mu.score.variance.kind).toBe('infinite');
  });

  test('are told: where a factor eps saves one coordinate, the others have none', () => {
    const one = (formula: string) => exactMoments(compileIntegrand(formula, {}), 0, 1).mu;
    const two = (formula: string) => exactOf(`sum(${formula})`, 2, 0, 1).mu;
    expect([one('abs(z)^-0.3').score.kurtosis.kind, two('abs(z)^-0.3').score.kurtosis.kind]).toEqual([
      'finite',
      'infinite',
    ]);
    expect(two('abs(z)^-0.3').score.variance.kind).toBe('finite');
    expect([one('abs(z)^-0.6').score.variance.kind, two('abs(z)^-0.6').score.variance.kind]).toEqual([
      'finite',
      'infinite',
    ]);
  });
});

test('a jump of one coordinate biases the pathwise estimator as it does alone', () => {
  const alone = exactMoments(compileIntegrand('z^2 + step(z)', {}), 0, 0.5);
  const { mu } = exactOf('sum(z^2 + step(z))', 4, 0, 0.5);
  expect(mu.pathwise.bias).toEqual(alone.mu.pathwise.bias);
  expect(mu.gradient).toEqual(alone.mu.gradient);
});

test('of a function that is no sum nothing is claimed but that it has no bias', () => {
  const { mu, expectation } = exactOf('exp(-sum(z^2))*sum(z)', 3, 0, 1);
  expect([mu.score.variance, mu.gradient, expectation].map(({ kind }) => kind)).toEqual(
    new Array(3).fill('unknown'),
  );
  expect(mu.pathwise.bias).toEqual({ kind: 'finite', value: 0, error: 0 });
  for (const formula of ['step(sum(z))*sum(z)', 'exp(sum(z^2))*sum(z)', '1/sum(z)'])
    expect(exactOf(formula, 3, 0, 1).mu.pathwise.bias.kind).toBe('unknown');
});
