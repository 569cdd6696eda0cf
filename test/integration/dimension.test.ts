import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { planExperiment, runExperiment, type ExperimentOptions, type SummaryRow } from 'gradvar';
import { ABSENT } from '../../src/tables/columns/columns.ts';
import { configIn } from '../fixtures/command-line.ts';
import { emptyFolder, gradvar, readCsv, sha256 } from './gradvar.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const common = { version: 1, name: 'dimension', seed: 'd' } as const;

async function rowsOf(options: ExperimentOptions): Promise<readonly SummaryRow[]> {
  const rows: SummaryRow[] = [];
  for await (const row of runExperiment(planExperiment(options))) rows.push(row);
  return rows;
}

test('z scores are standard normal in 1, 2, 10 and 100 coordinates', async () => {
  const rows = await rowsOf({
    ...common,
    integrands: [
      { name: 'square', over: 'sum' },
      { name: 'wave', formula: '3*mean(cos(2*z)) + 1' },
    ],
    mu: { linear: { from: -1, to: 1, count: 15 } },
    sigma: [0.5, 1],
    dimension: [1, 2, 10, 100],
    m: 32,
    trials: 4096,
  });
  const scores = rows.filter(({ ci_quality: quality }) => quality === 'ok');
  for (const dimension of [1, 2, 10, 100]) {
    const found = scores.filter((row) => row.dimension === dimension).map((row) => row.z_score!);
    expect(found.length).toBeGreaterThan(80);
    // Rows come in pairs of one cell: as if there were half as many. Skewness and kurtosis of a log ratio are small here.
    const independent = found.length / 2;
    const mean = found.reduce((sum, z) => sum + z, 0) / found.length;
    const square = found.reduce((sum, z) => sum + z * z, 0) / found.length;
    expect(Math.abs(mean), `mean at D = ${dimension}`).toBeLessThan(4 / Math.sqrt(independent));
    expect(Math.abs(square - 1), `square at D = ${dimension}`).toBeLessThan(4 * Math.sqrt(2 / independent));
  }
});

test('a sum in one coordinate has the rows of the plain function', async () => {
  const options = { ...common, mu: [0, 1], sigma: 1, m: [1, 10], trials: 3000 };
  const plain = await rowsOf({ ...options, integrands: ['square', 'sin'] });
  const sums = await rowsOf({
    ...options,
    integrands: [
      { name: 'square', over: 'sum' },
      { name: 'sin', over: 'mean' },
    ],
    dimension: [3, 1],
  });
  expect(sums.filter(({ dimension }) => dimension === 1)).toEqual(plain);
  expect(new Set(sums.map(({ cell_id: id }) => id)).size).toBe(16);
});

const config = configIn(folder, {
  integrands: [
    { name: 'square', over: 'sum' },
    { name: 'norm', formula: 'sqrt(1 + q)*exp(s/10)', over: 'sq' },
  ],
  mu: [0, 1],
  sigma: 1,
  dimension: [1, 5, 40],
  m: [1, 10],
  trials: 2000,
});
const out = (name: string) => join(folder, name);

test('summary.csv has the same bytes for any workers and shards; verify and replay agree with it', async () => {
  const runs = [
    ['one', '--workers', '1'],
    ['two', '--workers', '2'],
    ['s1', '--shard', '1/3'],
    ['s2', '--shard', '2/3'],
    ['s3', '--shard', '3/3'],
  ];
  for (const [name, ...args] of runs)
    expect((await gradvar(['run', config, '--out', out(name!), ...args])).code).toBe(0);
  const merged = await gradvar(['merge', out('s1'), out('s2'), out('s3'), '--out', out('merged')]);
  expect(merged.code).toBe(0);
  const sums = ['one', 'two', 'merged'].map((name) => sha256(join(out(name), 'summary.csv')));
  expect(new Set(sums).size).toBe(1);

  expect((await gradvar(['verify', out('one')])).code).toBe(0);
  const rows = readCsv(join(out('one'), 'summary.csv'));
  expect(rows.map((row) => row['dimension'])).toContain('40');
  for (const row of rows.filter((each) => each['dimension'] === '40' && each['component'] === 'mu')) {
    const { code, stdout } = await gradvar(['replay', out('one'), row['cell_id']!]);
    expect(code).toBe(0);
    expect(stdout).toContain('reference kernel: the same bits; journal: the same bits');
  }
});

test('a summary of before there were several coordinates compares as one of a single one', async () => {
  const plain = configIn(emptyFolder(), { integrands: ['sin10'], mu: 0, sigma: 1, m: 1, trials: 100 });
  await gradvar(['run', plain, '--out', out('new')]);
  const path = join(out('new'), 'summary.csv');
  // Without the columns that came since.
  const old = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => (line === '' ? '' : line.split(',').slice(0, -Object.keys(ABSENT).length).join(',')))
    .join('\n');
  expect(old).toMatch(/,ci_quality\n.*[a-z]\n$/);
  const before = join(folder, 'old.csv');
  writeFileSync(before, old);
  const { code, stdout } = await gradvar(['compare', before, path]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^PASSED: of 1 row: 1 identical/);
});
