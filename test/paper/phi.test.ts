import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPlan, runExperiment, type SummaryRow } from 'gradvar';
import { expectAsStated } from '../fixtures/as-stated.ts';
import { ROOT } from '../integration/gradvar.ts';

/*
 * The configs by phi, and those of paper figures that need no more than a config, against closed forms and values computed
 * independently (mpmath), to the digits that are stated.
 */

async function rowsOf(name: string): Promise<readonly SummaryRow[]> {
  const plan = loadPlan(join(ROOT, 'configs', `${name}.yaml`), { set: ['trials=2000'] });
  const rows: SummaryRow[] = [];
  for await (const row of runExperiment(plan)) rows.push(row);
  for (const row of rows.filter((each) => each.ci_quality === 'ok' && each.z_score !== null))
    expect(Math.abs(row.z_score!)).toBeLessThan(5);
  return rows;
}

const at = (rows: readonly SummaryRow[], wanted: Partial<SummaryRow>): SummaryRow =>
  rows.find((row) => Object.entries(wanted).every(([key, value]) => row[key as keyof SummaryRow] === value))!;

test('the ELBO of a conjugate model: four estimators on the way to the posterior', async () => {
  const rows = await rowsOf('elbo-conjugate');
  const table = [
    ['a=0.5;s=0.8', 'a', '1', ['24.88995284', '14.53969633', '2.56', '0.1225']],
    ['a=0.5;s=0.8', 's', '-0.35', ['63.06354933', '40.61303630', '6.12', '1.245']],
    ['a=1;s=0.7071067811865476', 'a', '0', ['21.32713886', '10.26509036', '2', '0']],
    ['a=1;s=0.7071067811865476', 's', '0', ['42.65427771', '20.53018073', '4', '0']],
  ] as const;
  for (const [phi, component, gradient, variances] of table) {
    ['score', 'score_frozen', 'pathwise'].forEach((estimator, i) => {
      const row = at(rows, { phi, component, estimator_1: estimator });
      expectAsStated(row.gradient_exact!, gradient);
      expectAsStated(row.variance_1_exact!, variances[i]!);
      expectAsStated(row.variance_2_exact!, variances[3]);
      expect([row.bias_1, row.bias_2]).toEqual([0, 0]);
    });
  }
  const landed = at(rows, { phi: 'a=1;s=0.7071067811865476', component: 'total', estimator_1: 'pathwise' });
  expect([landed.status, landed.winner, landed.variance_2]).toEqual([
    'zero_variance_2',
    'pathwise_frozen',
    0,
  ]);
});

test('an amortized guide: by a weight the gradient is x times that by the offset', async () => {
  const rows = await rowsOf('amortized');
  for (const row of rows.filter(({ component }) => component === 'b')) {
    const { cell_id, estimator_1, estimator_2, x } = row;
    const weight = at(rows, { cell_id, estimator_1, estimator_2, component: 'w' });
    const { gradient_exact: gradient, variance_1_exact: variance } = weight;
    expect(gradient).toBeCloseTo(x! * row.gradient_exact!, 12);
    expect(variance! / (x === 0 ? 1 : row.variance_1_exact!)).toBeCloseTo(x! * x!, 10);
    if (x === 0) expect(weight.status).toBe('zero_variance_both');
    else expect(weight.variance_ratio! / row.variance_ratio!).toBeCloseTo(1, 10);
  }
});

test('a parameterization leaves the ratio of a derivative alone, and moves that of the whole gradient', async () => {
  const rows = await rowsOf('parameterizations');
  const of = (component: string): SummaryRow => at(rows, { component });
  const trace = (name: string): number => {
    const [mu, other] = [of('mu'), of(name)];
    return (
      (mu.variance_1_exact! + other.variance_1_exact!) / (mu.variance_2_exact! + other.variance_2_exact!)
    );
  };
  for (const name of ['sigma', 'log_sigma', 'softplus', 'variance'])
    expectAsStated(of(name).variance_ratio_exact!, '14.416667');
  expectAsStated(trace('sigma'), '15.464286');
  expectAsStated(trace('log_sigma'), '15.464286');
  expectAsStated(trace('softplus'), '16.58');
  expectAsStated(trace('variance'), '17.35');
});

test('Mohamed et al. 2020, Figure 4: the score function over the dimension', async () => {
  const rows = await rowsOf('mohamed-2020-fig4');
  for (const { integrand, sigma, dimension: d, variance_1_exact: variance } of rows) {
    const square = sigma! * sigma!;
    const stated = integrand === 'hundred' ? 20000 / square : (d! * d!) / (2 * square) + 2 * d! + 8;
    expect(variance! / stated).toBeCloseTo(1, 10);
  }
});

test('PKPO 2025, Figure 4, k = 1: leave-one-out at four sizes', async () => {
  const rows = await rowsOf('pkpo-2025');
  const stated = ['13.67667', '8.328534', '6.189279', '5.119651'];
  [4, 8, 16, 36].forEach((m, i) => {
    const loo = at(rows, { m, estimator_1: 'score_loo' });
    expectAsStated(m * loo.variance_1_exact!, stated[i]!);
    expectAsStated(m * loo.variance_2_exact!, '16.46294');
    expectAsStated(at(rows, { m, estimator_1: 'pathwise' }).bias_1!, '3.989');
  });
});

test('Broadie and Glasserman 1996, Table 1, and a nightly test of another project: the delta of a call', async () => {
  const rows = await rowsOf('broadie-1996');
  const table = [
    ['90', '.2219179', '.63595', '.2089', '3.044'],
    ['100', '.568443', '1.67152', '.29239', '5.717'],
    ['110', '.844258', '3.06004', '.16164', '18.93'],
  ] as const;
  for (const [spot, delta, score, pathwise, ratio] of table) {
    const row = at(rows, { params: `S=${spot};T=0.2;vol=0.25` });
    expectAsStated(row.gradient_exact!, delta);
    expectAsStated(row.variance_1_exact!, score);
    expectAsStated(row.variance_2_exact!, pathwise);
    expectAsStated(row.variance_ratio_exact!, ratio);
  }
  const [nightly] = await rowsOf('quant-pricer-delta');
  expectAsStated(nightly!.gradient_exact!, '.5492409');
  expectAsStated(nightly!.variance_1_exact!, '1.680483');
  expectAsStated(nightly!.variance_2_exact!, '.3151062');
  expectAsStated(nightly!.variance_ratio_exact!, '5.333069');
});
