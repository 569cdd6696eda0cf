import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { emptyFolder, gradvar, sha256 } from './gradvar.ts';

const folder = emptyFolder();
const CONFIG = `
version: 1
name: small
seed: "7"
integrands: [linear, sin10, { name: cosine, params: { k: [1, 3] } }]
mu: [0, 1]
sigma: 1
m: [10, 20]
trials: 2000
components: [mu, sigma]
estimators: [score, pathwise]
`;

/** What is said of a side that is not what a run left. */
const WARNINGS: Readonly<Record<string, string>> = {
  moved: 'warning: moved was changed since it was sealed\n',
  short: 'warning: short has no seal: its run has not ended\n',
};

const compare = (...args: readonly string[]) => gradvar(['compare', ...args], folder);

beforeAll(async () => {
  writeFileSync(join(folder, 'small.yaml'), CONFIG);
  for (const [out, ...more] of [['base'], ['other', '--seed', '8'], ['again']] as const) {
    expect((await gradvar(['run', 'small.yaml', '--quiet', '--out', out, ...more], folder)).code).toBe(0);
  }
  cpSync(join(folder, 'base'), join(folder, 'moved'), { recursive: true });
  const text = readFileSync(join(folder, 'base/summary.csv'), 'utf8').split('\n');
  text[5] = (text[5] ?? '').replace(/,2000,[^,]*,([^,]*),/, ',2000,$1,0.123,');
  writeFileSync(join(folder, 'moved/summary.csv'), text.join('\n'));
  cpSync(join(folder, 'base'), join(folder, 'short'), { recursive: true });
  writeFileSync(join(folder, 'short/summary.csv'), `${text.slice(0, 9).join('\n')}\n`);
  rmSync(join(folder, 'short/seal.json'));
  writeFileSync(join(folder, 'foreign.csv'), 'a,b\n1,2\n');
  writeFileSync(
    join(folder, 'torn.csv'),
    readFileSync(join(folder, 'other/summary.csv'), 'utf8').slice(0, -20),
  );
});

test.each([
  ['the same result', ['base', 'again'], 0, /^IDENTICAL/],
  ['another seed', ['base', 'other'], 0, /^INCONCLUSIVE/],
  [
    'another seed, inconclusive not allowed',
    ['base', 'other', '--fail-on', 'inconclusive'],
    21,
    /^INCONCLUSIVE/,
  ],
  ['a changed number', ['base', 'moved'], 20, /^FAILED[^]*gradvar replay moved c/],
  ['a changed number, allowed', ['base', 'moved', '--allow', 'changed,exact_moved'], 0, /^PASSED/],
  ['an incomplete result', ['base', 'short'], 31, /^INCOMPLETE: short is incomplete: 8 of 32 rows/],
])('%s', async (_, args, code, said) => {
  const ended = await compare(...args);
  expect(ended.stderr).toBe(WARNINGS[args[1] ?? ''] ?? '');
  expect(ended.stdout).toMatch(said);
  expect(ended.code).toBe(code);
});

test.each([
  ['no baseline', ['nowhere', 'base'], 2, /no result at nowhere[^]*--update-baseline/],
  ['no new result', ['base', 'nowhere'], 2, /no result at nowhere/],
  ['a folder that is no result', ['base', '.'], 2, /without summary.csv/],
  ['another CSV file', ['base', 'foreign.csv'], 41, /foreign\.csv is no summary/],
  ['a torn file', ['base', 'torn.csv'], 50, /torn\.csv, line \d+/],
  ['a wrong format', ['base', 'other', '--format', 'xml'], 2, /--format: found 'xml'/],
  ['a wrong output', ['base', 'other', '--output', 'a.doc'], 2, /--output: found 'a.doc'/],
  ['a wrong effect', ['base', 'other', '--minimum-effect', 'few'], 2, /--minimum-effect: found 'few'/],
  ['a negative effect', ['base', 'other', '--minimum-effect', '-1%'], 2, /--minimum-effect/],
  ['q of 0', ['base', 'other', '--q', '0'], 2, /--q: found 0/],
  ['an unknown class', ['base', 'other', '--allow', 'noise'], 2, /--allow: found 'noise'/],
  ['an unknown correction', ['base', 'other', '--correction', 'none'], 2, /--correction: found 'none'/],
  ['one result', ['base'], 2, /argument is missing/],
])('%s is refused with one sentence, nothing on stdout', async (_, args, code, message) => {
  const ended = await compare(...args);
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
  expect(ended.stderr).toMatch(message);
  expect(ended.stderr).not.toMatch(/\n\s+at /);
});

test('several outputs at once; stdout carries the format asked for alone', async () => {
  const files = ['c.json', 'c.md', 'c.xml', 'c.csv', 'github=c.annotations'];
  const ended = await compare(
    'base',
    'moved',
    '--format',
    'json',
    ...files.flatMap((file) => ['--output', file]),
  );
  expect(ended.code).toBe(20);
  expect(ended.stderr).toMatch(/^failed: of 32 rows.*; moved was changed since it was sealed$/m);
  expect(JSON.parse(ended.stdout)).toMatchObject({ verdict: 'failed', same_plan: true });
  expect(readFileSync(join(folder, 'c.json'), 'utf8')).toBe(ended.stdout);
  expect(readFileSync(join(folder, 'c.md'), 'utf8')).toMatch(/^### ❌/);
  expect(readFileSync(join(folder, 'c.xml'), 'utf8')).toMatch(/^<\?xml/);
  expect(readFileSync(join(folder, 'c.annotations'), 'utf8')).toMatch(/^::error/);
  expect(readFileSync(join(folder, 'c.csv'), 'utf8')).toMatch(/^class,cell_id/);
});

test('an output that cannot be written is exit 50', async () => {
  const ended = await compare('base', 'moved', '--output', 'nowhere/c.json');
  expect(ended.code).toBe(50);
  expect(ended.stderr).toMatch(/cannot write nowhere/);
});

test('--update-baseline makes a baseline, and nothing else changes one', async () => {
  const made = await compare('baseline', 'base', '--update-baseline');
  expect(made).toMatchObject({ code: 0, stdout: `${join('baseline', 'summary.csv')}\n` });
  expect(readdirSync(join(folder, 'baseline')).sort()).toEqual([
    'datapackage.json',
    'plan.json',
    'seal.json',
    'summary.csv',
    'why.csv',
  ]);
  expect((await compare('baseline', 'base')).code).toBe(0);
  const before = sha256(join(folder, 'baseline/summary.csv'));
  expect((await compare('baseline', 'moved')).code).toBe(20);
  expect(sha256(join(folder, 'baseline/summary.csv'))).toBe(before);
  expect((await compare('baseline', 'short', '--update-baseline')).code).toBe(31);
  expect((await compare('baseline', 'moved', '--update-baseline')).code).toBe(41);
  expect(sha256(join(folder, 'baseline/summary.csv'))).toBe(before);
  expect((await compare('baseline', 'other', '--update-baseline')).code).toBe(0);
  expect((await compare('baseline', 'other')).stdout).toMatch(/^IDENTICAL/);
});

test('regression: a baseline holds all that its seal names, and verify says what is missing', async () => {
  await compare('kept', 'base', '--update-baseline');
  const whole = await gradvar(['verify', 'kept'], folder);
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  expect(whole.stdout).toMatch(/datapackage\.json, plan\.json, summary\.csv, why\.csv as sealed/);
  expect(whole.stdout).toMatch(/there is none: a baseline, or run with --journal off/);
  rmSync(join(folder, 'kept/datapackage.json'));
  const less = await gradvar(['verify', 'kept'], folder);
  expect(less.code).toBe(50);
  expect(less.stdout).toMatch(/missing since it was sealed: datapackage\.json\n/);
});

test('a baseline from a summary alone keeps no plan of another result; a file stays a file', async () => {
  await compare('plain', 'base', '--update-baseline');
  await compare('plain', 'other/summary.csv', '--update-baseline');
  expect(existsSync(join(folder, 'plain/plan.json'))).toBe(false);
  expect((await compare('only.csv', 'base', '--update-baseline')).stdout).toBe('only.csv\n');
  expect((await compare('only.csv', 'base')).stdout).toMatch(/^IDENTICAL/);
  rmSync(join(folder, 'only.csv'));
});
