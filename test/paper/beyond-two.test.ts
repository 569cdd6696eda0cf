import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectAsStated } from '../fixtures/as-stated.ts';
import { emptyFolder, gradvar, readCsv, ROOT, type CsvRow } from '../integration/gradvar.ts';

/*
 * What is known of the other estimators, of every phi and of crossings, shown by the command line: closed forms and values
 * computed independently (see scripts/make-laws-golden.py), to the digits that are stated.
 */

interface Listed {
  readonly component: string;
  readonly estimator: string;
  readonly exact: { readonly variance: { readonly value: number } };
}

/** m times the exact variance of an estimate. */
async function level(
  estimator: string,
  component: string,
  formula: string,
  at: readonly string[],
  m: number,
) {
  const { code, stdout } = await gradvar(['exact', formula, ...at, '-m', `${m}`, '--estimators', '--json']);
  expect(code).toBe(0);
  const listed = JSON.parse(stdout) as readonly Listed[];
  const found = listed.find((each) => each.estimator === estimator && each.component === component);
  return m * found!.exact.variance.value;
}

const AT_ONE = ['--mu', '1'];
const AT_TWO = ['--mu', '2'];

test.each([
  ['score_loo', 'mu', 'z^2', AT_TWO, 2, '76.000000'],
  ['score_loo', 'mu', 'z^2', AT_TWO, 4, '53.333333'],
  ['score_loo', 'mu', 'z^2', AT_TWO, 10, '45.777778'],
  ['score_loo', 'mu', 'z^2', AT_TWO, 100, '42.343434'],
  ['score', 'mu', 'z^2', AT_TWO, 100, '87.000000'],
  ['measure_valued', 'mu', 'z^2', ['--mu', '4'], 1, '17.487'],
  ['measure_valued', 'mu', 'z^2', AT_ONE, 1, '1.093'],
  ['measure_valued', 'mu', 'z^2', [], 1, '0'],
  ['pathwise', 'sigma', 'z^4', AT_ONE, 1, '5440.0000'],
  ['price', 'sigma', 'z^4', AT_ONE, 1, '864.0000'],
  ['pathwise', 'sigma', 'sin(10*z)', [], 1, '50.0'],
  ['price', 'sigma', 'sin(10*z)', [], 1, '5000.0'],
  ['score', 'mu', 'sin(10*z)', [], 2, '0.5'],
  ['score_antithetic', 'mu', 'sin(10*z)', [], 2, '1.0'],
  ['pathwise', 'mu', 'sin(10*z)', [], 2, '50.0'],
  ['pathwise_antithetic', 'mu', 'sin(10*z)', [], 2, '100.0'],
  ['mixed', 'mu', 'cos(1.1*z)', AT_ONE, 1, '0.0541'],
] as const)('%s, d/d%s of %s at %s, m = %d: m times the variance is %s', async (...given) => {
  const [estimator, component, formula, at, m, stated] = given;
  expectAsStated(await level(estimator, component, formula, at, m), stated);
});

test.each([
  ['cos(k*z)', ['--vary', 'k', '--from', '0.5', '--to', '5', '--mu', '1'], '1.063782', '1.297346'],
  ['exp(-k*z^2)', ['--vary', 'k', '--from', '0.1', '--to', '5', '--mu', '1'], '0.869954', '1.002816'],
  [
    'soft_step',
    ['--vary', 'delta', '--from', '0.01', '--to', '1', '--mu', '0.1', '--sigma', '0.1'],
    '0.117453',
    null,
  ],
])('the one crossing of %s, %j', async (formula, range, mu, sigma) => {
  const { code, stdout } = await gradvar(['cross', formula, ...range, '--json']);
  expect(code).toBe(0);
  const { found } = JSON.parse(stdout) as {
    readonly found: readonly { readonly crossings: readonly { readonly at: number }[] }[];
  };
  for (const [i, stated] of [mu, sigma].entries()) {
    if (stated === null) continue;
    expect(found[i]!.crossings).toHaveLength(1);
    expectAsStated(found[i]!.crossings[0]!.at, stated);
  }
});

async function run(config: string, ...options: readonly string[]): Promise<string> {
  const folder = join(emptyFolder(), 'out');
  const { code } = await gradvar(['run', config, '--out', folder, ...options], ROOT);
  expect(code).toBe(0);
  return folder;
}

const number = (row: CsvRow | undefined, column: string): number => Number(row![column]);

/** Every z score but those that may be anything: five standard errors. */
function expectScores(rows: readonly CsvRow[]): void {
  const scored = rows.filter(({ ci_quality, z_score }) => ci_quality === 'ok' && z_score !== '');
  expect(scored.length).toBeGreaterThan(0);
  for (const row of scored) expect(Math.abs(number(row, 'z_score'))).toBeLessThan(5);
}

test('configs/loo-curve.yaml: leave-one-out falls to the exact baseline, measured on its exact level', async () => {
  const rows = readCsv(join(await run('configs/loo-curve.yaml'), 'summary.csv'));
  expectScores(rows);
  for (const [m, stated] of [
    ['2', '76.000000'],
    ['4', '53.333333'],
    ['10', '45.777778'],
    ['100', '42.343434'],
  ] as const) {
    const row = rows.find((each) => each['m'] === m && each['component'] === 'mu');
    expect(row!['estimator_2']).toBe('score_loo');
    expectAsStated(Number(m) * number(row, 'variance_2_exact'), stated);
    expect(number(row, 'variance_2') / number(row, 'variance_2_exact')).toBeGreaterThan(0.9);
    expect(number(row, 'variance_2') / number(row, 'variance_2_exact')).toBeLessThan(1.1);
  }
});

test('configs/every-phi.yaml: the range of the ratio over every phi, and along one where score wins', async () => {
  const folder = await run('configs/every-phi.yaml', '--set', 'mu=[1,2]');
  const phi = readCsv(join(folder, 'phi.csv'));
  const at = (integrand: string, mu: string): CsvRow | undefined =>
    phi.find((row) => row['integrand'] === integrand && row['mu'] === mu && row['m'] === '1');
  for (const [integrand, mu, smallest, largest] of [
    ['square', '2', '9.514', '22.986'],
    ['ripple', '1', '0.590', '6.012'],
    ['bump_k', '1', '0.7257', '2.8434'],
    ['exp', '1', '7.209', '10.752'],
  ] as const) {
    const row = at(integrand, mu);
    expectAsStated(number(row, 'ratio_smallest_exact'), smallest);
    expectAsStated(number(row, 'ratio_largest_exact'), largest);
  }
  for (const row of phi) {
    // The quotient along the directions named is the ratio named, and what is measured is near.
    for (const which of ['smallest', 'largest']) {
      const [x, y] = [number(row, `${which}_mu_exact`), number(row, `${which}_sigma_exact`)];
      const along = (k: 1 | 2): number =>
        x * x * number(row, `variance_mu_${k}_exact`) +
        2 * x * y * number(row, `covariance_${k}_exact`) +
        y * y * number(row, `variance_sigma_${k}_exact`);
      expect(x * x + y * y).toBeCloseTo(1, 12);
      expect(along(1) / along(2) / number(row, `ratio_${which}_exact`)).toBeCloseTo(1, 8);
    }
    for (const column of ['variance_mu_2', 'variance_sigma_2', 'covariance_2'])
      expect(Math.abs(number(row, column) / number(row, `${column}_exact`) - 1)).toBeLessThan(0.2);
  }
  const rows = readCsv(join(folder, 'summary.csv'));
  expectScores(rows);
  const won = rows.find(
    (row) => row['integrand'] === 'ripple' && row['mu'] === '1' && row['component']!.includes('0.408'),
  );
  expectAsStated(number(won, 'variance_ratio_exact'), '0.59');
  expect(won!['winner']).toBe('score');
});
