import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RATIO_COLUMNS } from '../../src/tables/columns/ratio-columns.ts';
import { npyBytes } from '../check/sample-file.ts';
import { normals } from '../statistics/normal-draws.ts';
import { emptyFolder, gradvar, readCsv, ROOT } from './gradvar.ts';

const folder = emptyFolder();
const T = 40_000;
const place = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

/** Estimates of the gradient of E z² at (2, 1), by two seeds and with changes of the second estimator. */
for (const [name, seed, factor, offset] of [
  ['base', 1, 1, 0],
  ['again', 2, 1, 0],
  ['noisier', 3, 1.2, 0],
  ['shifted', 4, 1, 0.5],
] as const) {
  const normal = normals(seed);
  const eps = Float64Array.from({ length: T }, () => normal());
  place(`score-${name}.npy`, npyBytes(eps.map((e) => (2 + e) * (2 + e) * e)));
  place(`pathwise-${name}.npy`, npyBytes(eps.map((e) => 4 + factor * 2 * e + offset)));
}

const ratio = (name: string, ...more: readonly string[]) =>
  gradvar(
    ['ratio', `score-${name}.npy`, `pathwise-${name}.npy`, '--names', 'score,pathwise', ...more],
    folder,
  );

test('ratio.csv is described, sealed, and the same bytes again', async () => {
  expect(await ratio('base', '--out', 'base')).toMatchObject({ code: 0, stdout: 'base/ratio.csv\n' });
  const first = readFileSync(join(folder, 'base/ratio.csv'), 'utf8');
  await ratio('base', '--out', 'base');
  expect(readFileSync(join(folder, 'base/ratio.csv'), 'utf8')).toBe(first);
  expect(readCsv(join(folder, 'base/ratio.csv'))).toMatchObject([
    { component: '1', winner: 'pathwise', status: 'ok', trials: String(T) },
  ]);
  const described = JSON.parse(readFileSync(join(folder, 'base/datapackage.json'), 'utf8')) as {
    readonly resources: readonly {
      readonly path: string;
      readonly schema: { readonly fields: readonly { readonly name: string }[] };
    }[];
  };
  expect(described.resources.map(({ path }) => path)).toEqual(['ratio.csv']);
  expect(described.resources[0]!.schema.fields.map(({ name }) => name)).toEqual(
    RATIO_COLUMNS.map(({ name }) => name),
  );
  expect(first.split('\n', 1)[0]).toBe(RATIO_COLUMNS.map(({ name }) => name).join());
});

test.each([
  ['base', 0, /IDENTICAL/],
  ['again', 0, /no change was found/],
  ['noisier', 20, /worse .* variance_2 4\d %/],
  ['shifted', 20, /ok became means_differ/],
])('compare gates it: %s', async (name, code, said) => {
  await ratio('base', '--out', 'base');
  await ratio(name, '--out', name);
  const found = await gradvar(['compare', 'base', name], folder);
  expect(found.code).toBe(code);
  expect(found.stdout).toMatch(said);
});

test('a baseline is made of it, an edited one is told', async () => {
  await ratio('base', '--out', 'base');
  const made = await gradvar(['compare', 'kept', 'base', '--update-baseline'], folder);
  expect(made).toMatchObject({ code: 0, stdout: 'kept/ratio.csv\n' });
  for (const name of ['ratio.csv', 'datapackage.json', 'seal.json'])
    expect(existsSync(join(folder, 'kept', name))).toBe(true);
  const path = join(folder, 'kept/ratio.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(',same,', ',own,'));
  const found = await gradvar(['compare', 'kept', 'base'], folder);
  expect(found.stderr).toContain('kept was changed since it was sealed');
});

test('verify knows it, and finds what was changed', async () => {
  await ratio('base', '--out', 'verified');
  const sound = await gradvar(['verify', 'verified'], folder);
  expect(sound.code).toBe(0);
  expect(sound.stdout).toMatch(/seal\.json +ok +datapackage\.json, ratio\.csv as sealed/);
  const path = join(folder, 'verified/ratio.csv');
  const text = readFileSync(path, 'utf8');
  for (const changed of [text.replace(',same,', ',own,'), text.split('\n').slice(0, 1).join('\n'), 'a,b\n']) {
    writeFileSync(path, changed);
    const found = await gradvar(['verify', 'verified'], folder);
    expect(found.code).toBe(50);
    expect(found.stdout).toContain('changed since it was sealed: ratio.csv');
  }
  rmSync(path);
  expect((await gradvar(['verify', 'verified'], folder)).code).not.toBe(0);
});

test('check says what of a file it left out', async () => {
  place(
    'indexed.csv',
    `"x"\n${Array.from({ length: 600 }, (_, i) => `"${i + 1}" ${(i % 7) - 3}`).join('\n')}\n`,
  );
  const claim = ['--formula', 'square', '--mu', '1', '--sigma', '1', '--estimator', 'pathwise'];
  const found = await gradvar(['check', 'indexed.csv', ...claim], folder);
  expect(found.stderr).toMatch(/indexed\.csv: .*left out/);
});

test('report draws it: a page without a script, a figure, Markdown', async () => {
  await ratio('base', '--out', 'base');
  expect(await gradvar(['report', 'base'], folder)).toMatchObject({ code: 0, stdout: 'base/report.html\n' });
  const page = readFileSync(join(folder, 'base/report.html'), 'utf8');
  expect(page).not.toContain('<script');
  expect(page.match(/<circle/g)).toHaveLength(1);
  expect((await gradvar(['report', 'base', '--format', 'svg'], folder)).stdout).toBe('base/ratio.svg\n');
  const markdown = await gradvar(['report', 'base', '--format', 'markdown', '--out', '-'], folder);
  expect(markdown.stdout).toContain('pathwise wins 1');
  expect((await gradvar(['report', 'base', '--where', 'mu=1'], folder)).code).toBe(2);
});

test('one of the two may come on standard input', async () => {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'dist/src/cli.js'), 'ratio', 'score-base.npy', '-', '--json'],
    {
      cwd: folder,
    },
  );
  child.stdin.end(readFileSync(join(folder, 'pathwise-base.npy')));
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  const { rows } = JSON.parse(text) as { readonly rows: readonly object[] };
  expect(rows).toMatchObject([{ winner: 'standard input', trials: T }]);
});

test.each([
  [['ratio', 'score-base.npy', 'none.npy'], 50, /there is no such file/],
  [['ratio', 'score-base.npy'], 2, /found 1 columns/],
  [['ratio', '-', '-'], 2, /found - twice/],
  [['ratio', 'score-base.npy', 'pathwise-base.npy', '--paired', '--independent'], 2, /expected one of them/],
  [['ratio', 'score-base.npy', 'pathwise-base.npy', '--names', 'a'], 2, /two different names/],
  [['ratio', 'score-base.npy', 'pathwise-base.npy', '--m', '0'], 2, /a whole number from 1/],
  [['check', '--suite', 'none.yaml'], 2, /there is no such file/],
  [['check', 'a.npy', '--suite', 'suite.yaml'], 2, /found --suite beside a claim/],
  [['check', 'score-base.npy', '--mu', '2'], 2, /missing --/],
])('%j: exit %i', async (args, code, said) => {
  const found = await gradvar(args, folder);
  expect(found).toMatchObject({ code, stdout: '' });
  expect(found.stderr).toMatch(said);
});

test('a suite in a job: JUnit and a summary beside the table, exit 20 for a wrong file', async () => {
  const claims = [
    '{ file: score-base.npy, estimator: score }',
    '{ file: pathwise-base.npy, estimator: pathwise }',
    '{ file: pathwise-shifted.npy, estimator: pathwise, name: shifted }',
  ];
  const head = 'version: 1\ndefaults: { formula: square, mu: 2, sigma: 1 }\nclaims:\n';
  place('suite.yaml', head + claims.map((claim) => `  - ${claim}\n`).join(''));
  const found = await gradvar(
    ['check', '--suite', 'suite.yaml', '--output', 'suite.xml', '--output', 'suite.md'],
    folder,
  );
  expect(found.code).toBe(20);
  expect(found.stdout).toMatch(/rejected {2}shifted/);
  expect(readFileSync(join(folder, 'suite.xml'), 'utf8')).toContain('tests="3" failures="1"');
  expect(readFileSync(join(folder, 'suite.md'), 'utf8')).toContain('rejected');
});
