import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import type { RowMoments } from '../../src/check/moments/moment-tests.ts';
import { causes } from '../../src/check/causes/causes.ts';
import { likelyCauses } from '../../src/check/causes/likely-causes.ts';
import type { SampleMoments } from '../../src/check/moments/sample-moments.ts';
import { settingOf, type Setting } from '../../src/check/causes/setting.ts';
import type { TestClaim } from './claims.ts';

const ROWS = 1e6;

/** A file with exactly these moments. */
function fileOf({ mean, variance }: { readonly mean: number; readonly variance: number }): SampleMoments {
  const squares = variance * (ROWS - 1);
  return {
    rows: ROWS,
    mean,
    squares,
    squaresWithoutLargest: squares,
    squaresAboutReference: squares,
    largestDeviation: 1,
    skewness: 0,
    kurtosis: 3,
  };
}

function settingFor({ formula, ...claim }: TestClaim): Setting {
  return settingOf({ integrand: compileIntegrand(formula, {}), ...claim });
}

function exactRow(setting: Setting): RowMoments {
  const { mean, variance, kurtosis } = setting.moments(setting.correct);
  return { mean, variance: variance / setting.m, kurtosis };
}

const known = (exact: RowMoments) => ({ exact, law: null });

const CLAIMS: readonly TestClaim[] = (['score', 'pathwise'] as const).flatMap((estimator) =>
  (['mu', 'sigma', 'log_sigma'] as const).flatMap((component) =>
    (component === 'mu' ? [1, 10] : [1]).map((m) => ({
      formula: 'z^2 + sin(2*z)',
      mu: 1.3,
      sigma: 0.6,
      estimator,
      component,
      m,
    })),
  ),
);

test('every cause is named for the file that it predicts, and not for one whose mean or variance is off', () => {
  const seen = new Set<string>();
  for (const claim of CLAIMS) {
    const setting = settingFor(claim);
    const exact = exactRow(setting);
    const hint = fileOf({ mean: 7 * exact.mean, variance: exact.variance / 7 });
    for (const cause of causes)
      for (const { row } of cause.predict(setting, hint).slice(0, 2)) {
        seen.add(cause.name);
        const namesFor = (file: SampleMoments) =>
          likelyCauses(setting, file, known(exact)).map(({ name }) => name);
        expect(namesFor(fileOf(row)), `${cause.name} ${JSON.stringify(claim)}`).toContain(cause.name);
        const off = 20 * Math.sqrt(row.variance / ROWS) + 0.01 * Math.sqrt(row.variance) + 1e-3;
        const elsewhere = cause.predict(setting, fileOf({ ...row, mean: row.mean + off }));
        if (elsewhere.every(({ row: other }) => other.mean === row.mean))
          expect(namesFor(fileOf({ ...row, mean: row.mean + off }))).not.toContain(cause.name);
      }
  }
  // These come from the file's own moments and have tests of their own.
  const own = ['fewer_draws', 'rows_are_sums'];
  expect(causes.map(({ name }) => name).filter((name) => !seen.has(name) && !own.includes(name))).toEqual([]);
});

// M·Var of the leave-one-out estimator for z², mu = 2, sigma = 1: 42 + (16 + 18)/(M − 1), E[(r − Er)²s²] − g² = 42.
test.each([
  [2, 76],
  [4, 42 + 34 / 3],
  [10, 42 + 34 / 9],
  [100, 42 + 34 / 99],
])('baselines from a batch of %d draws have the known variance', (m, expected) => {
  const setting = settingFor({ formula: 'z^2', mu: 2, sigma: 1, estimator: 'score', component: 'mu', m });
  const predict = (name: string) =>
    causes.find((cause) => cause.name === name)?.predict(setting, fileOf({ mean: 0, variance: 1 }))[0]?.row;
  const others = predict('leave_one_out_baseline');
  expect(others?.mean).toBeCloseTo(4, 6);
  expect((others?.variance ?? NaN) * m).toBeCloseTo(expected, 4);
  const own = predict('batch_mean_baseline');
  const share = 1 - 1 / m;
  expect(own?.mean).toBeCloseTo(4 * share, 6);
  expect((own?.variance ?? NaN) * m).toBeCloseTo(expected * share * share, 4);
});

test.each([
  ['rows_are_means', 1, { mean: 4, variance: 87 / 12 }, '--m 12'],
  ['rows_are_means', 3, { mean: 4, variance: 87 / 12 }, '--m 12'],
  ['fewer_draws', 20, { mean: 4, variance: 87 / 12 }, '--m 12'],
  ['single_draws', 20, { mean: 4, variance: 87 }, '--m 1'],
  ['rows_are_sums', 1, { mean: 48, variance: 12 * 87 }, '12 draws a row'],
])('%s is told with its number', (name, m, moments, detail) => {
  const setting = settingFor({ formula: 'z^2', mu: 2, sigma: 1, estimator: 'score', component: 'mu', m });
  const found = likelyCauses(setting, fileOf(moments), known(exactRow(setting)));
  expect(found[0]).toMatchObject({ name, detail, evidence: 'mean and variance' });
});

test('nothing is named where the rows are too few to tell mistakes apart, or none fits', () => {
  const setting = settingFor({
    formula: 'z^2',
    mu: 2,
    sigma: 0.5,
    estimator: 'score',
    component: 'mu',
    m: 1,
  });
  const exact = exactRow(setting);
  const wrong = fileOf({ mean: -exact.mean, variance: exact.variance });
  expect(likelyCauses(setting, wrong, known(exact)).map(({ name }) => name)).toEqual(['sign']);
  expect(likelyCauses(setting, { ...wrong, rows: 100, squares: exact.variance * 99 }, known(exact))).toEqual(
    [],
  );
  expect(likelyCauses(setting, fileOf({ mean: 3.3, variance: 20 }), known(exact))).toEqual([]);
});

test('a gradient of 0 leaves the variance alone to speak', () => {
  const setting = settingFor({
    formula: 'z^2',
    mu: 0,
    sigma: 0.5,
    estimator: 'pathwise',
    component: 'mu',
    m: 1,
  });
  const exact = exactRow(setting);
  const found = likelyCauses(setting, fileOf({ mean: 0, variance: exact.variance * 4 }), known(exact));
  expect(found.map(({ name, evidence }) => `${name} ${evidence}`)).toContain('double_gradient variance');
});

test('the grid of draws meets the oracle over the catalogue, or is not used', () => {
  const used = catalogue.filter(({ formula, parameters }) => {
    const integrand = compileIntegrand(formula, parameters);
    const setting = settingOf({ integrand, mu: 1, sigma: 1, estimator: 'score', component: 'mu', m: 1 });
    const {
      gradient,
      score: { variance: variance1, kurtosis: kurtosis1 },
    } = exactMoments(integrand, 1, 1).mu;
    if (gradient.kind !== 'finite' || variance1.kind !== 'finite') return false;
    const kurtosis = kurtosis1.kind === 'finite' ? kurtosis1.value : Infinity;
    const exact = { mean: gradient.value, variance: variance1.value, kurtosis };
    const zero = fileOf({ mean: 0, variance: 0 });
    return likelyCauses(setting, zero, known(exact)).some(({ name }) => name === 'zero_gradient');
  });
  expect(used.length).toBeGreaterThanOrEqual(catalogue.length - 3);
});

test('causes have names and sentences of their own', () => {
  expect(new Set(causes.map(({ name }) => name)).size).toBe(causes.length);
  const setting = settingFor({ formula: 'z', mu: 0, sigma: 1, estimator: 'score', component: 'mu', m: 1 });
  for (const { name, sentence } of causes) {
    expect(name).toMatch(/^[a-z_]+$/);
    expect(sentence(setting).length).toBeGreaterThan(20);
  }
});

test('docs/check.md lists the causes, all of them, in the order of the code', () => {
  const page = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual(causes.map(({ name }) => name));
});
