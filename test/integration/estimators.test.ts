import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { estimators, planExperiment, runExperiment, type ExperimentOptions, type SummaryRow } from 'gradvar';
import { ROOT } from './gradvar.ts';

/*
 * Every estimator, measured against exact, over the whole catalogue: z scores of variance ratios and of means are standard
 * normal, for each estimator on its own. GRADVAR_HEALTH_SEED runs it with another seed.
 */

const config = parse(readFileSync(join(ROOT, 'configs/estimators.yaml'), 'utf8')) as ExperimentOptions;
const seed = process.env['GRADVAR_HEALTH_SEED'] ?? 'estimators';
// Of an r that knows nothing of phi the frozen ones are score and pathwise.
const names = estimators
  .filter(({ name, builtIn, ownTerm }) => name !== 'pathwise' && (builtIn === null || ownTerm))
  .map(({ name }) => name);
const rows: SummaryRow[] = [];

beforeAll(async () => {
  const plan = planExperiment({ ...config, seed, mu: [0, 0.5, 1], m: 8, trials: 4096 });
  for await (const row of runExperiment(plan)) rows.push(row);
}, 300_000);

/** Scores of independent cells: their mean and their sum of squares, in standard errors. */
function health(scores: readonly number[]): {
  readonly n: number;
  readonly mean: number;
  readonly squares: number;
} {
  const n = scores.length;
  const sum = scores.reduce((total, z) => total + z, 0);
  const squares = scores.reduce((total, z) => total + z * z, 0);
  return { n, mean: sum / Math.sqrt(n), squares: (squares - n) / Math.sqrt(2 * n) };
}

const ok = (name: string, component: string) =>
  rows.filter((row) => row.estimator_1 === name && row.component === component && row.ci_quality === 'ok');

/** For mu the second-order estimator is the pathwise one. */
function expectTies(): void {
  const same = ok('price', 'mu').filter(({ status }) => status === 'ok');
  expect(same.length).toBeGreaterThan(40);
  for (const { winner, variance_ratio } of same) expect([winner, variance_ratio]).toEqual(['tie', 1]);
}

describe.each(names)('%s', (name) => {
  test.each(['mu', 'sigma'])('has standard normal z scores of the variance ratio in %s', (component) => {
    if (name === 'price' && component === 'mu') return expectTies();
    const scores = ok(name, component).flatMap(({ z_score }) => (z_score === null ? [] : [z_score]));
    const { n, mean, squares } = health(scores);
    console.log({ name, component, n, mean, squares });
    expect(n).toBeGreaterThan(40);
    expect(Math.abs(mean)).toBeLessThan(4.5);
    expect(Math.abs(squares)).toBeLessThan(4.5);
  });

  test.each(['mu', 'sigma'])('has the mean that it should have in %s, bias included', (component) => {
    const scores = ok(name, component).flatMap(
      ({ mean_1, gradient_exact, bias_1, variance_1_exact, trials }) =>
        gradient_exact === null || bias_1 === null || variance_1_exact === null || variance_1_exact === 0
          ? []
          : [(mean_1! - gradient_exact - bias_1) / Math.sqrt(variance_1_exact / trials!)],
    );
    const { n, mean, squares } = health(scores);
    expect(n).toBeGreaterThan(40);
    expect(Math.abs(mean)).toBeLessThan(4.5);
    expect(Math.abs(squares)).toBeLessThan(4.5);
  });
});

test('only the mean of the batch is biased where r is smooth, by −gradient/m', () => {
  const smooth = rows.filter(({ integrand }) => ['square', 'sin', 'exp', 'sigmoid'].includes(integrand));
  const biased = smooth.filter(({ status }) => status === 'biased_1');
  expect(new Set(biased.map(({ estimator_1 }) => estimator_1))).toEqual(new Set(['score_batch_mean']));
  for (const { bias_1, gradient_exact, m } of biased)
    expect(bias_1! + gradient_exact! / m!).toBeCloseTo(0, 10);
});

test('kinks make price biased in sigma, jumps pathwise and mixed', () => {
  const isBiased = (integrand: string, name: string, component: string) =>
    rows.some(
      (row) =>
        row.integrand === integrand &&
        row.estimator_1 === name &&
        row.component === component &&
        row.bias_1 !== null &&
        row.bias_1 !== 0,
    );
  expect(isBiased('relu', 'price', 'sigma')).toBe(true);
  expect(isBiased('relu', 'price', 'mu')).toBe(false);
  expect(isBiased('relu', 'mixed', 'sigma')).toBe(false);
  expect(isBiased('square_step', 'mixed', 'mu')).toBe(true);
  expect(isBiased('square_step', 'score_loo', 'mu')).toBe(false);
});
