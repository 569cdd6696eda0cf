import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { emptyFolder, gradvar } from './gradvar.ts';

const folder = emptyFolder();
const call = (...args: readonly string[]) => gradvar(args, folder);
const lines = (file = 'history.ndjson') => readFileSync(join(folder, file), 'utf8').trim().split('\n');

beforeAll(async () => {
  writeFileSync(
    join(folder, 'plan.yaml'),
    'version: 1\nname: nightly\nseed: fixed\nintegrands: [cosine]\nmu: [0.5]\nsigma: [1]\nm: [1]\ntrials: 4000\n',
  );
  for (const [out, ...seed] of [['a'], ['b'], ['c', '--seed', '2026-03-01']] as const)
    expect((await call('run', 'plan.yaml', '--out', out, ...seed)).code).toBe(0);
});

test('a run is added once, two of one plan lie flat, and a night of other draws joins them', async () => {
  expect(await call('history', 'add', 'a', '--commit', 'one')).toMatchObject({
    code: 0,
    stdout: 'history.ndjson\n',
  });
  const again = await call('history', 'add', 'a', '--commit', 'one');
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing was added') as string });
  expect(lines()).toHaveLength(1);
  await call('history', 'add', 'b', '--commit', 'two');
  await call('history', 'add', 'c', '--commit', 'two');
  const checked = await call('history', 'check', '--output', 'check.xml', '--format', 'json');
  expect(checked.code).toBe(0);
  const { claims } = JSON.parse(checked.stdout) as {
    claims: { name: string; outcome: string; runs: number }[];
  };
  expect(claims.map(({ name, outcome, runs }) => [name, outcome, runs])).toEqual([
    ['bytes of nightly, seed fixed', 'accepted', 2],
    ['exact values of nightly', 'accepted', 3],
    ['draws of nightly against the exact values', 'accepted', 2],
  ]);
  expect(readFileSync(join(folder, 'check.xml'), 'utf8')).toContain('classname="gradvar.history.check"');
});

test('bytes that moved fail, are drawn, and pass once they are accepted', async () => {
  const [, second] = lines();
  const moved = { ...(JSON.parse(second!) as object), id: 'f'.repeat(64), commit: 'three' };
  appendFileSync(
    join(folder, 'history.ndjson'),
    `${JSON.stringify({ ...moved, tables: { 'summary.csv': 'e'.repeat(64) } })}\n`,
  );
  const checked = await call('history', 'check');
  expect(checked.code).toBe(20);
  expect(checked.stdout).toMatch(
    /summary\.csv moved on \d{4}-\d\d-\d\d, commit three \(before: .*commit two\)/,
  );
  for (const out of ['history.html', 'history.svg']) {
    expect(await call('history', 'report', '--out', out)).toMatchObject({ code: 0, stdout: `${out}\n` });
    expect(readFileSync(join(folder, out), 'utf8')).toMatch(/moved: [\d-]+, commit three/);
  }
  expect((await call('history', 'accept', 'a better rule')).code).toBe(0);
  expect((await call('history', 'check')).code).toBe(0);
});

test('two writers at once lose no line', async () => {
  const both = await Promise.all(
    ['a', 'c'].map((out) => call('history', 'add', out, '--file', 'both.ndjson', '--commit', 'x')),
  );
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(new Set(lines('both.ndjson').map((line) => (JSON.parse(line) as { seed: string }).seed)).size).toBe(
    2,
  );
});

test('what is no whole, unchanged run is not added', async () => {
  cpSync(join(folder, 'a'), join(folder, 'edited'), { recursive: true });
  appendFileSync(join(folder, 'edited/summary.csv'), ' ');
  cpSync(join(folder, 'a'), join(folder, 'unsealed'), { recursive: true });
  rmSync(join(folder, 'unsealed/seal.json'));
  const codes = ['edited', 'unsealed', '.'].map(async (out) => {
    const { code, stderr } = await call('history', 'add', out, '--file', 'none.ndjson');
    expect(stderr).toMatch(/^gradvar: [^\n]+\n {2}[^\n]+\n$/);
    return code;
  });
  expect(await Promise.all(codes)).toEqual([41, 31, 2]);
});

test.each([
  [['add'], 'expected a results folder'],
  [['check', 'a'], 'expected nothing after it'],
  [['check', '--file', 'none.ndjson'], 'there is no history at none.ndjson'],
  [['check', '--alpha', '0'], 'expected a number between 0 and 1'],
  [['report', '--out', 'history.pdf'], 'ends in .html or .svg'],
])('history %j is refused in a sentence', async (args, words) => {
  const { code, stderr } = await call('history', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});
