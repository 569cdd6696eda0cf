import { expect, test } from 'vitest';
import { planOf } from '../../src/config/load.ts';
import { runExperiment } from '../../src/run/run-experiment.ts';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';

async function rowsOf(changes: Readonly<Record<string, unknown>>): Promise<readonly SummaryRow[]> {
  const plan = planOf({
    ...{ version: 1, name: 'total', seed: '5', integrands: ['square'], mu: 2, sigma: 1, m: [1, 10] },
    ...{ trials: 20_000, components: ['mu', 'sigma', 'total'], estimators: ['score', 'pathwise'] },
    ...changes,
  });
  const rows: SummaryRow[] = [];
  for await (const row of runExperiment(plan, { workers: 1 })) rows.push(row);
  return rows;
}

const LOGISTIC = 1 - Math.exp(-1);

const total = (rows: readonly SummaryRow[]) => rows.filter(({ component }) => component === 'total');

test.each([
  ['sigma', 433 / 28],
  ['log_sigma', 433 / 28],
  // g = 1 − e^(−1), and 1/2: the whole gradient depends on what sigma is a function of.
  ['softplus', (87 + 346 * LOGISTIC * LOGISTIC) / (4 + 24 * LOGISTIC * LOGISTIC)],
  ['variance', (87 + 346 / 4) / (4 + 24 / 4)],
])('z^2 at (2, 1), the whole gradient by mu and %s: a ratio of %d', async (component, ratio) => {
  const rows = await rowsOf({ components: ['mu', component, 'total'] });
  for (const row of total(rows)) {
    expect(row.variance_ratio_exact! / ratio).toBeCloseTo(1, 10);
    expect(row.variance_ratio_low!).toBeLessThan(ratio);
    expect(row.variance_ratio_high!).toBeGreaterThan(ratio);
  }
});

test('variances are the sums of those of the parts, the gradient is their length, whatever the order', async () => {
  const rows = await rowsOf({ components: ['total', 'sigma', 'mu'] });
  for (const row of total(rows)) {
    const parts = rows.filter(({ m, component }) => m === row.m && component !== 'total');
    const sum = (of: (part: SummaryRow) => number) => parts.reduce((all, part) => all + of(part), 0);
    expect(row.variance_1_exact!).toBeCloseTo(
      sum((part) => part.variance_1_exact!),
      10,
    );
    expect(row.variance_2!).toBeCloseTo(
      sum((part) => part.variance_2!),
      10,
    );
    expect(row.draw_variance_1! / sum((part) => part.draw_variance_1!)).toBeCloseTo(1, 12);
    expect(row.gradient_exact!).toBeCloseTo(Math.sqrt(4 * 4 + 2 * 2), 10);
    expect([row.bias_1, row.bias_2, row.kurtosis_1, row.mean_1, row.z_score]).toEqual([
      0,
      0,
      null,
      null,
      null,
    ]);
    expect([row.winner, row.status]).toEqual(['pathwise', 'ok']);
  }
});

test('a bias of one part is a bias of the whole, and decides', async () => {
  const [row] = total(await rowsOf({ integrands: ['heaviside'], mu: 0, m: 1 }));
  expect(row!.bias_2!).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 10);
  expect([row!.winner, row!.status]).toEqual(['score', 'biased_2']);
});

test('a plan with total alone changes no other row', async () => {
  const [without, together] = [await rowsOf({ components: ['mu', 'sigma'] }), await rowsOf({})];
  expect(together.filter(({ component }) => component !== 'total')).toEqual(without);
});

test('other estimators, a precision and several coordinates have a whole gradient too', async () => {
  const other = await rowsOf({ estimators: ['score_loo', 'score_antithetic', 'pathwise'], m: 10 });
  expect(total(other).map(({ estimator_1, status }) => [estimator_1, status])).toEqual([
    ['score_loo', 'ok'],
    ['score_antithetic', 'ok'],
  ]);
  expect(total(other).every((row) => row.variance_ratio_low! < row.variance_ratio_exact!)).toBe(true);
  const precise = { trials: undefined, precision: { ratio: 0.2, max_trials: 200_000 }, m: 1 };
  expect(total(await rowsOf(precise)).map(({ stopped }) => stopped)).toEqual(['ratio']);
  const several = await rowsOf({ integrands: [{ name: 's', formula: 'sum(z^2)' }], dimension: [3], m: 1 });
  expect(total(several)[0]!.status).toBe('ok');
});

test.each([
  [['mu', 'total'], /total beside 1 others/],
  [['sigma', 'log_sigma', 'total'], /sigma and log_sigma, which are one number by two names/],
])('%j is refused', async (components, message) => {
  await expect(rowsOf({ components })).rejects.toThrow(message);
});
