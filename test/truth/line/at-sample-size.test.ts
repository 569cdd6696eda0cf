import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import {
  coKurtosisAt,
  kurtosisAt,
  logRatioStandardError,
  varianceAt,
} from '../../../src/truth/exact/at-sample-size.ts';
import { finite as finiteNumber } from '../../../src/truth/exact/exact-number.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';
import type { Exact, ExactComponent, ExactPair } from '../../../src/truth/exact/exact.ts';
import { componentOf } from '../../fixtures/component-fields.ts';

function finite(value: number): Exact {
  return finiteNumber(value, 0);
}

function value(exact: Exact): number {
  return exact.kind === 'finite' ? exact.value : Number.NaN;
}

const pairOf = (found: ExactComponent): ExactPair => ({
  ...found,
  first: found.score,
  second: found.pathwise,
});

function component(formula: string, mu: number, sigma: number): ExactComponent {
  return exactMoments(compileIntegrand(formula, {}), mu, sigma).mu;
}

/** Moments of means of m draws of a discrete pair (x, y), by convolution over all outcomes. */
function enumerate(pairs: readonly (readonly [number, number])[], m: number): ExactComponent {
  let outcomes: (readonly [number, number])[] = [[0, 0]];
  for (let i = 0; i < m; i++)
    outcomes = outcomes.flatMap(([x, y]) => pairs.map(([a, b]) => [x + a / m, y + b / m] as const));
  const mean = (f: (x: number, y: number) => number): number =>
    outcomes.reduce((sum, [x, y]) => sum + f(x, y), 0) / outcomes.length;
  const [mx, my] = [mean((x) => x), mean((_, y) => y)];
  const moment = (i: number, j: number): number => mean((x, y) => Math.pow(x - mx, i) * Math.pow(y - my, j));
  const [v1, v2] = [moment(2, 0), moment(0, 2)];
  return componentOf({
    gradient: finite(mx),
    bias2: finite(0),
    variance1: finite(v1),
    variance2: finite(v2),
    kurtosis1: finite(moment(4, 0) / (v1 * v1)),
    kurtosis2: finite(moment(0, 4) / (v2 * v2)),
    correlation: finite(moment(1, 1) / Math.sqrt(v1 * v2)),
    coKurtosis: finite(moment(2, 2) / (v1 * v2)),
  });
}

it('variance, kurtosis and co-kurtosis of means agree with full enumeration', () => {
  const pairs = [
    [0, 1],
    [1, -1],
    [4, 2],
    [-2, 0.5],
  ] as const;
  const one = enumerate(pairs, 1);
  for (const m of [2, 3, 5]) {
    const all = enumerate(pairs, m);
    expect(value(varianceAt(one.score.variance, m))).toBeCloseTo(value(all.score.variance), 12);
    expect(value(kurtosisAt(one.score.kurtosis, m))).toBeCloseTo(value(all.score.kurtosis), 12);
    expect(value(kurtosisAt(one.pathwise.kurtosis, m))).toBeCloseTo(value(all.pathwise.kurtosis), 12);
    expect(value(coKurtosisAt(one, m))).toBeCloseTo(value(all.coKurtosis), 12);
  }
});

it('the standard error of the log ratio is the formula of its docstring', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 2, max: 10000 }), (m, trials) => {
      const one = component('sin(z) + z^2', 0.4, 0.8);
      const [k1, k2] = [
        value(kurtosisAt(one.score.kurtosis, m)),
        value(kurtosisAt(one.pathwise.kurtosis, m)),
      ];
      const c22 = value(coKurtosisAt(one, m));
      const rho = value(one.correlation);
      const pairs = trials * (trials - 1);
      const square =
        (k1 - 1) / trials +
        (k2 - 1) / trials +
        4 / pairs -
        2 * ((c22 - 1) / trials + (2 * rho * rho) / pairs);
      expect(value(logRatioStandardError(pairOf(one), m, trials)) / Math.sqrt(square)).toBeCloseTo(1, 9);
    }),
    { numRuns: 50, seed: 1 },
  );
});

it('an exactly proportional pair has a standard error of 0, never NaN', () => {
  const one = component('exp(0.1*z^2)', 0, 1);
  for (const m of [1, 10, 1000])
    expect(logRatioStandardError(pairOf(one), m, 4096)).toMatchObject({ kind: 'finite', value: 0 });
});

it('what is unknown or infinite stays so', () => {
  const singular = component('log(z^2)', 1, 1);
  expect(logRatioStandardError(pairOf(singular), 1, 100).kind).not.toBe('finite');
  expect(varianceAt(singular.pathwise.variance, 10).kind).toBe('infinite');
  expect(kurtosisAt(singular.pathwise.kurtosis, 10).kind).toBe('infinite');
});
