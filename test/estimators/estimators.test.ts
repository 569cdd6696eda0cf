import { describe, expect, test } from 'vitest';
import { baseComponent, componentScale } from '../../src/estimators/component.ts';
import { measuredPair } from '../../src/estimators/measured/measured-pair.ts';
import {
  estimatorByName,
  estimatorPairs,
  estimators,
  type EstimatorPair,
} from '../../src/estimators/registry.ts';
import { drawTruth } from '../../src/estimators/exact/row-truth.ts';
import { finite as finiteNumber, numberOrNull } from '../../src/truth/exact/exact-number.ts';
import type { Exact, ExactComponent } from '../../src/truth/exact/exact.ts';
import { summarizePair } from '../../src/statistics/summarize-pair.ts';
import { CONTRIBUTIONS } from '../../src/streams/task.ts';
import { simulateCell } from '../statistics/block-sums.ts';
import { square } from '../statistics/examples.ts';
import { contributions, normals } from '../statistics/normal-draws.ts';
import { componentOf, type ComponentFields } from '../fixtures/component-fields.ts';

const finite = (value: number, error = 0): Exact => finiteNumber(value, error);
const infinite: Exact = { kind: 'infinite' };
const unknown: Exact = { kind: 'unknown', reason: 'test' };

function component(rest: Partial<ComponentFields> = {}): ExactComponent {
  return componentOf({
    gradient: finite(4),
    bias2: finite(0),
    variance1: finite(87),
    variance2: finite(4),
    kurtosis1: finite(27),
    kurtosis2: finite(3),
    correlation: finite(0.9),
    coKurtosis: finite(5),
    ...rest,
  });
}

const [forward] = estimatorPairs(['score', 'pathwise']);
const [backward] = estimatorPairs(['pathwise', 'score']);
const TRIALS = 1000;
const truthOf = (pair: EstimatorPair, exact: ExactComponent, m: number) => drawTruth(exact, pair, m, TRIALS);
const pairTruth = (pair: EstimatorPair, exact: ExactComponent, m: number) => truthOf(pair, exact, m).judgment;

describe('the registry', () => {
  test('names every estimator once and says everything about it', () => {
    expect(new Set(estimators.map(({ name }) => name)).size).toBe(estimators.length);
    for (const estimator of estimators) {
      expect(estimatorByName(estimator.name)).toBe(estimator);
      const { title, approximates, requires, source, formula, with: means } = estimator;
      for (const text of [title, approximates, requires, source, means, formula.mu, formula.sigma]) {
        expect(text.length).toBeGreaterThan(2);
      }
    }
    expect(estimatorByName('Score')).toBeUndefined();
  });

  test('gives each contribution to one estimator and component, and to the one without the own term', () => {
    for (const isWhole of [true, false]) {
      const used = estimators.flatMap(({ builtIn, ownTerm }) =>
        builtIn === null || ownTerm !== isWhole ? [] : [builtIn.contribution.mu, builtIn.contribution.sigma],
      );
      expect(used.toSorted((a, b) => a - b)).toEqual(Array.from({ length: CONTRIBUTIONS }, (_, k) => k));
    }
  });

  test('pairs every name before the last against the last, in order', () => {
    const names = (list: readonly string[]) =>
      estimatorPairs(list).map(({ first, second }) => `${first.name}/${second.name}`);
    expect(names(['score', 'pathwise'])).toEqual(['score/pathwise']);
    expect(names(['pathwise', 'score'])).toEqual(['pathwise/score']);
    expect(names(['score'])).toEqual([]);
  });

  test('refuses a name that nothing has and says which there are', () => {
    expect(() => estimatorPairs(['score', 'path'])).toThrow(/"path".*score, pathwise/);
  });
});

describe('components', () => {
  test('log_sigma is sigma times sigma', () => {
    expect((['mu', 'sigma', 'log_sigma'] as const).map(baseComponent)).toEqual(['mu', 'sigma', 'sigma']);
    expect((['mu', 'sigma', 'log_sigma'] as const).map((name) => componentScale(name, 0.3))).toEqual([
      1, 1, 0.3,
    ]);
  });

  test.each(['mu', 'sigma', 'log_sigma'] as const)(
    'both estimators estimate the gradient of z^2: %s',
    (name) => {
      const sigma = 0.5;
      const asked = {
        estimators: ['score', 'pathwise'],
        components: [name],
        m: [1],
        moves: {},
        knowsPhi: false,
      };
      const gradient = { mu: 2 * square.mu, sigma: 2 * sigma, log_sigma: 2 * sigma * sigma }[name];
      const cell = simulateCell(20000, 1, contributions({ ...square, sigma }, normals(8)));
      const exact = component();
      const found = summarizePair(
        cell,
        [measuredPair(forward!, name, { sigma, m: 1, guided: null }, asked, [])],
        pairTruth(forward!, exact, 1),
      );
      for (const { mean, mcse } of [found.first, found.second]) {
        expect(Math.abs(mean! - gradient)).toBeLessThan(4 * mcse!);
      }
      const turned = summarizePair(
        cell,
        [measuredPair(backward!, name, { sigma, m: 1, guided: null }, asked, [])],
        pairTruth(backward!, exact, 1),
      );
      expect([turned.first, turned.second]).toEqual([found.second, found.first]);
      expect(turned.zScore! + found.zScore!).toBeCloseTo(0, 9);
    },
  );
});

describe('exact quantities', () => {
  test('are taken by estimator and not by position', () => {
    const exact = component({ bias2: finite(0.5) });
    const there = truthOf(forward!, exact, 1);
    const back = truthOf(backward!, exact, 1);
    expect([back.first, back.second]).toEqual([there.second, there.first]);
    expect(there.first.variance).toEqual(finite(87));
    expect(there.first.bias).toEqual(finite(0));
    expect(there.second.bias).toEqual(finite(0.5));
    expect(there.second.mean).toMatchObject({ kind: 'finite', value: 4.5 });
    expect(numberOrNull(there.ratio)).toBe(21.75);
    expect(numberOrNull(back.ratio)).toBe(4 / 87);
    expect(numberOrNull(truthOf(forward!, exact, 10).mseRatio)).toBeCloseTo(8.7 / (0.4 + 0.25), 14);
    expect(numberOrNull(truthOf(backward!, exact, 10).mseRatio)).toBeCloseTo((0.4 + 0.25) / 8.7, 14);
    const truth = pairTruth(backward!, exact, 1);
    expect(truth.first).toEqual({ variance: 'positive', bias: 'some', kurtosis: 3 });
    expect(truth.second).toEqual({ variance: 'positive', bias: 'none', kurtosis: 27 });
  });

  test('the kurtosis of a mean of m draws falls towards 3', () => {
    expect(pairTruth(forward!, component(), 10).first.kurtosis).toBeCloseTo(5.4, 14);
    expect(pairTruth(forward!, component({ kurtosis1: infinite }), 1000).first.kurtosis).toBe(Infinity);
    expect(pairTruth(forward!, component({ kurtosis1: unknown }), 10).first.kurtosis).toBeNull();
    const noVariance = component({ variance1: infinite, kurtosis1: unknown });
    expect(pairTruth(forward!, noVariance, 10).first).toMatchObject({
      variance: 'infinite',
      kurtosis: Infinity,
    });
  });

  test.each([
    ['an infinite denominator', component({ variance2: infinite })],
    ['an infinite numerator', component({ variance1: infinite })],
    ['an unknown one', component({ variance1: unknown })],
    ['a zero denominator', component({ variance2: finite(0) })],
  ])('%s has no exact ratio and no MSE ratio at a zero or unknown error', (_, exact) => {
    const { ratio, mseRatio } = truthOf(forward!, exact, 3);
    expect([ratio, mseRatio].map(numberOrNull)).toEqual([null, null]);
  });

  test('a biased estimator without variance has an MSE ratio all the same', () => {
    // Heaviside at mu = 0, sigma = 1: V1 = 0.340845, bias −0.398942; science report, section 6.
    const exact = component({
      variance1: finite(0.3408450569),
      variance2: finite(0),
      bias2: finite(-0.3989422804),
    });
    expect(numberOrNull(truthOf(forward!, exact, 1).mseRatio)).toBeCloseTo(2.1416, 4);
    expect(numberOrNull(truthOf(forward!, exact, 1000).mseRatio)).toBeCloseTo(0.0021416, 7);
  });

  test('a standard error that its own error swamps is not used', () => {
    const used = (coKurtosis: Exact) => pairTruth(forward!, component({ coKurtosis }), 1).logRatioError;
    // kurtosis 27 and 3: their spread is 30 − 2·c22, and with c22 near 15 only the correlation of 0.9 is left.
    expect(used(finite(5, 1e-9))).toBeCloseTo(Math.sqrt(20 / TRIALS), 4);
    expect(used(finite(5, 1))).toBeNull();
    expect(used(infinite)).toBeNull();
    expect(used(unknown)).toBeNull();
  });

  test.each([
    [finite(0), 'zero', 'none'],
    [finite(1e-300), 'positive', 'some'],
    [infinite, 'infinite', 'some'],
    [unknown, 'unknown', 'unknown'],
  ] as const)('%o is a variance that is %s and a bias that is %s', (exact, variance, bias) => {
    const { second } = pairTruth(forward!, component({ variance2: exact, bias2: exact }), 1);
    expect(second).toMatchObject({ variance, bias });
  });
});
