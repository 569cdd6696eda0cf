import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { emptyFolder, gradvar, readCsv, ROOT, sha256 } from './gradvar.ts';

/* From a formula to a picture, without a file written by hand. */

const CLI = join(ROOT, 'dist/src/cli.js');
const SMALL = ['--set', 'trials=64', '--workers', '1'];

const home = emptyFolder();
const typed = ['run', 'sin(w*z)', '--param', 'w=3,10', '--sigma', '0.1..4:5', '-m', '1,10', ...SMALL];

beforeAll(async () => {
  const { code, stdout, stderr } = await gradvar([...typed, '--out', 'typed'], home);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'typed/summary.csv\n' });
  expect(stderr).toContain('integrands:\n    - { formula: sin(w*z), params: { w: "3,10" } }\n');
  expect(stderr).toMatch(/^look at it: gradvar report typed --open$/m);
  expect(stderr).not.toContain('\u001b');
}, 60_000);

test('a formula is measured as typed, over ranges and lists', () => {
  const rows = readCsv(join(home, 'typed/summary.csv'));
  expect(rows).toHaveLength(2 * 5 * 2 * 2);
  expect([...new Set(rows.map(({ sigma }) => sigma))]).toEqual(['0.1', '0.251', '0.632', '1.59', '4']);
  expect([...new Set(rows.map(({ params, m }) => `${params} ${m}`))].sort()).toEqual([
    'w=10 1',
    'w=10 10',
    'w=3 1',
    'w=3 10',
  ]);
});

test('the config that it saves is the same run, and is not written over', async () => {
  const saved = await gradvar([...typed, '--quiet', '--out', 'kept', '--save-config', 'kept.yaml'], home);
  expect([saved.code, saved.stderr]).toEqual([0, '']);
  expect(sha256(join(home, 'kept/summary.csv'))).toBe(sha256(join(home, 'typed/summary.csv')));
  expect(
    (await gradvar(['run', 'kept.yaml', '--quiet', '--out', 'again', '--workers', '1'], home)).code,
  ).toBe(0);
  for (const name of ['plan.json', 'summary.csv'])
    expect(sha256(join(home, 'again', name))).toBe(sha256(join(home, 'typed', name)));
  const before = readFileSync(join(home, 'kept.yaml'), 'utf8');
  const other = await gradvar(['run', 'z^2', ...SMALL, '--save-config', 'kept.yaml'], home);
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('kept.yaml is there already') as string,
  ]);
  expect(readFileSync(join(home, 'kept.yaml'), 'utf8')).toBe(before);
  expect(existsSync(join(home, 'output'))).toBe(false);
}, 60_000);

test.concurrent.each([
  [['run', '-z^2', '--sigma', '1,2', ...SMALL, '--out', 'minus'], /formula: -z\^2|- -z\^2/],
  [['run', '--formula', '-z', '--sigma', '1', ...SMALL, '--out', 'option'], /- -z\n/],
  [['run', ...SMALL, '--sigma', '1', '--out', 'after', '--', '-(z-1)^2/2'], /- -\(z-1\)\^2\/2\n/],
  [['run', 'cosine', '--sigma', '1', ...SMALL, '--out', 'named'], /- cosine\n/],
])(
  'gradvar %j runs',
  async (args, config) => {
    const { code, stderr } = await gradvar(args, home);
    expect([code, stderr]).toEqual([0, expect.stringMatching(config) as string]);
  },
  60_000,
);

test.concurrent.each([
  ['a parameter without a value', ['run', 'cos(k*z)'], /params\.k is missing.*--param k=/],
  ['a misspelt name of the catalogue', ['run', 'sqare'], /no file, expected a config.*`square`/],
  ['a formula that ends early', ['run', 'sin(z'], /sin\(z\n +\^/],
  ['a range of the wrong sign', ['run', 'z', '--sigma', '-1..2'], /--sigma sigma: found "-1\.\.2"/],
  ['a parameter with a config', ['run', 'kept.yml', '--param', 'k=1'], /--param: found k=1 with a config/],
  ['a plan of nothing', ['plan', 'z', '-m', '0'], /--m m: found 0/],
  ['a page that cannot be opened', ['report', 'typed', '--format', 'svg', '--open'], /--open/],
  ['a folder that is none', ['init', '--out', ''], /--out/],
])('%s is exit 2 with one readable message', async (_, args, message) => {
  const { code, stdout, stderr } = await gradvar(args, home);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('init writes a config with comments that runs as it is, and the workflow', async () => {
  const own = emptyFolder();
  const { code, stdout } = await gradvar(['init', '--ci'], own);
  expect([code, stdout]).toEqual([0, 'experiment.yaml\n.github/workflows/gradvar.yml\n']);
  const config = readFileSync(join(own, 'experiment.yaml'), 'utf8');
  expect(config).toMatch(/^# Draws a trial\.\nm: 10$/m);
  expect((await gradvar(['plan', 'experiment.yaml'], own)).stdout).toMatch(/^cells +126$/m);
  const example = readFileSync(join(ROOT, 'examples/github-actions/regression.yml'), 'utf8');
  expect(readFileSync(join(own, '.github/workflows/gradvar.yml'), 'utf8')).toBe(example);
  expect((await gradvar(['init'], own)).code).toBe(0);
  writeFileSync(join(own, 'experiment.yaml'), `${config}# mine\n`);
  expect((await gradvar(['init'], own)).stderr).toContain('experiment.yaml is there already');
}, 60_000);

test('a report is printed as maps and sentences, and opened by the browser of the reader', async () => {
  const { code, stdout } = await gradvar(['report', 'typed', '--format', 'text'], home);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^d\/dmu at mu = 0, m = 10\n\w+ w=3 +PPPpppsssSSSSSS$/m);
  expect(stdout).toContain('Score wins at ');
  const browser = join(home, 'browser');
  writeFileSync(browser, `#!/bin/sh\nprintf %s "$1" > "${home}/opened"\n`);
  chmodSync(browser, 0o755);
  const child = spawn(process.execPath, [CLI, 'report', 'typed', '--open'], {
    cwd: home,
    env: { ...process.env, BROWSER: browser },
  });
  await new Promise((resolve) => child.on('close', resolve));
  await expect.poll(() => existsSync(join(home, 'opened'))).toBe(true);
  await expect.poll(() => readFileSync(join(home, 'opened'), 'utf8')).toBe(join(home, 'typed/report.html'));
}, 60_000);

test('serve shows a finished folder until it is stopped', async () => {
  const child = spawn(process.execPath, [CLI, 'serve', 'typed'], { cwd: home });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const address = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('sin_w_z');
  expect((await fetch(address.replace(/[\w-]+\/$/, 'x/'))).status).toBe(403);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 30_000);
