import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { untilThere } from '../fixtures/command-line.ts';
import { COLUMNS } from '../../src/tables/columns/columns.ts';
import { emptyFolder, gradvar, gradvarProcess, readCsv, sha256 } from './gradvar.ts';

const SMALL = `
version: 1
name: small
seed: "7"
integrands: [linear, sin10, heaviside, { name: cosine, params: { k: [1, 3] } }]
mu: [0, 1]
sigma: 1
m: [1, 5]
trials: 1500
components: [mu, sigma]
estimators: [score, pathwise]
`;

let folder: string;
let config: string;

beforeAll(() => {
  folder = emptyFolder();
  config = join(folder, 'small.yaml');
  writeFileSync(config, SMALL);
});

const run = (...args: readonly string[]) => gradvar(['run', config, ...args], folder);

test('a run prints the path of summary.csv alone on stdout, its findings on stderr, and writes every file', async () => {
  const { code, stdout, stderr } = await run();
  expect(stdout).toBe(`${join('output', 'small', 'summary.csv')}\n`);
  expect(code).toBe(0);
  expect(stderr).toContain('20 cells, 40 rows');
  expect(stderr).toContain('oscillating');
  expect(stderr).toMatch(/health: chi-square of \d+ z scores/);
  expect(readdirSync(join(folder, 'output/small')).sort()).toEqual([
    '.lock',
    'datapackage.json',
    'journal.ndjson',
    'manifest.json',
    'plan.json',
    'seal.json',
    'summary.csv',
    'timings.csv',
    'why.csv',
  ]);
});

test('every planned cell has its rows, in plan order, with the columns of the contract', async () => {
  const out = join(folder, 'rows');
  await run('--out', out, '--quiet');
  const rows = readCsv(join(out, 'summary.csv'));
  expect(Object.keys(rows[0]!)).toEqual(COLUMNS.map(({ name }) => name));
  const places = rows.map((row) =>
    [row['integrand'], row['params'], row['mu'], row['m'], row['component']].join(' '),
  );
  const expected = ['linear ', 'sin10 ', 'heaviside ', 'cosine k=1', 'cosine k=3'].flatMap((integrand) =>
    ['0', '1'].flatMap((mu) =>
      ['1', '5'].flatMap((m) => ['mu', 'sigma'].map((component) => `${integrand} ${mu} ${m} ${component}`)),
    ),
  );
  expect(places).toEqual(expected);
});

test('no cell of the CSV holds NaN, Infinity, -0 or a boolean, and undefined numbers have a status that says why', async () => {
  const out = join(folder, 'cells');
  await run('--out', out, '--quiet');
  const text = readFileSync(join(out, 'summary.csv'), 'utf8');
  expect(text).not.toMatch(/NaN|Infinity|undefined|null|true|false|\r|(^|,)-0(,|\n)/);
  for (const row of readCsv(join(out, 'summary.csv'))) {
    if (row['variance_ratio'] === '') expect(row['status']).not.toBe('ok');
  }
});

test('plan.json is canonical and its SHA-256 is the plan_id of `gradvar plan`; the seal holds the digests', async () => {
  const out = join(folder, 'sealed');
  await run('--out', out, '--quiet');
  const planned = JSON.parse((await gradvar(['plan', config, '--json'], folder)).stdout) as {
    plan_id: string;
  };
  expect(sha256(join(out, 'plan.json'))).toBe(planned.plan_id);
  const seal = JSON.parse(readFileSync(join(out, 'seal.json'), 'utf8')) as {
    plan_id: string;
    files: { name: string; sha256: string; bytes: number; rows?: number }[];
  };
  expect(seal.plan_id).toBe(planned.plan_id);
  expect(seal.files.map(({ name }) => name)).toEqual([
    'datapackage.json',
    'plan.json',
    'summary.csv',
    'why.csv',
  ]);
  for (const { name, sha256: digest, bytes } of seal.files) {
    const content = readFileSync(join(out, name));
    expect(createHash('sha256').update(content).digest('hex')).toBe(digest);
    expect(content.length).toBe(bytes);
  }
  expect(seal.files.map(({ rows }) => rows)).toEqual([undefined, undefined, 40, 10]);
});

test('summary.csv and why.csv have one SHA-256 for 1, 2, 3 and 7 workers', async () => {
  const digests = new Set<string>();
  for (const workers of ['1', '2', '3', '7']) {
    const out = join(folder, `workers-${workers}`);
    expect((await run('--workers', workers, '--out', out, '--quiet')).code).toBe(0);
    digests.add(`${sha256(join(out, 'summary.csv'))} ${sha256(join(out, 'why.csv'))}`);
  }
  expect(digests.size).toBe(1);
});

test('another seed gives other numbers, the same seed the same', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder, `seed-${name}`)) as [string, string, string];
  await run('--out', a, '--quiet');
  await run('--out', b, '--quiet', '--seed', 'x');
  await run('--out', c, '--quiet', '--set', 'seed=x');
  expect(sha256(join(a, 'summary.csv'))).not.toBe(sha256(join(b, 'summary.csv')));
  expect(sha256(join(b, 'summary.csv'))).toBe(sha256(join(c, 'summary.csv')));
});

test('the numbers of a cell do not change when other cells are added or removed', async () => {
  const out = join(folder, 'fewer');
  await run('--out', join(folder, 'all'), '--quiet');
  await run('--out', out, '--quiet', '--set', 'integrands=[sin10]', '--set', 'm=[5]');
  const all = new Map(
    readCsv(join(folder, 'all', 'summary.csv')).map((row) => [`${row['cell_id']} ${row['component']}`, row]),
  );
  const fewer = readCsv(join(out, 'summary.csv'));
  expect(fewer).toHaveLength(4);
  for (const row of fewer) expect(all.get(`${row['cell_id']} ${row['component']}`)).toEqual(row);
});

test('--json prints one JSON document', async () => {
  const { stdout } = await run('--out', join(folder, 'json'), '--json', '--quiet');
  const said = JSON.parse(stdout) as { summary: string; rows: number };
  expect(said.rows).toBe(40);
  expect(existsSync(said.summary)).toBe(true);
});

test('a folder that holds another plan is refused with exit 40 and left alone', async () => {
  const out = join(folder, 'taken');
  await run('--out', out, '--quiet');
  const before = sha256(join(out, 'summary.csv'));
  const { code, stderr } = await run('--out', out, '--seed', 'other');
  expect(code).toBe(40);
  expect(stderr).toMatch(/another plan/);
  expect(stderr).toMatch(/--out/);
  expect(sha256(join(out, 'summary.csv'))).toBe(before);
});

test('an output folder that is a file is exit 50, one sentence, nothing computed', async () => {
  const out = join(folder, 'a-file');
  writeFileSync(out, 'mine');
  const { code, stdout, stderr } = await run('--out', out);
  expect({ code, stdout }).toEqual({ code: 50, stdout: '' });
  expect(stderr).toMatch(/^gradvar: cannot write .*a-file.*\n/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(readFileSync(out, 'utf8')).toBe('mine');
});

test.skipIf(process.getuid?.() === 0)('a folder without permission is exit 50', async () => {
  const out = join(folder, 'locked');
  await run('--out', out, '--quiet');
  chmodSync(out, 0o500);
  expect((await run('--out', out)).code).toBe(50);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in the middle ends the run with its own exit code and no summary.csv',
  async (signal) => {
    const out = join(folder, signal);
    const ended = await gradvarProcess(
      ['run', config, '--out', out, '--set', 'trials=50000000'],
      folder,
      (pid) => void untilThere(join(out, 'journal.ndjson'), 1000).then(() => process.kill(pid, signal)),
    );
    expect(ended.code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(ended.stderr).toContain(`stopped by ${signal}`);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(join(out, 'summary.csv'))).toBe(false);
    expect(existsSync(join(out, 'seal.json'))).toBe(false);
  },
);
