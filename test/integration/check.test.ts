import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { npyBytes } from '../check/sample-file.ts';
import { normals } from '../statistics/normal-draws.ts';
import { emptyFolder, gradvar, ROOT } from './gradvar.ts';

const folder = emptyFolder();
const ROWS = 40_000;
const eps = Float64Array.from({ length: ROWS }, normals(5));

// r = z², mu = 2, sigma = 0.5, score by mu.
const rows = eps.map((e) => ((2 + 0.5 * e) * (2 + 0.5 * e) * e) / 0.5);
const place = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return name;
};
place('right.npy', npyBytes(rows));
place('no-sigma.npy', npyBytes(rows.map((x) => 0.5 * x)));
place('right.csv', `step,grad\n${Array.from(rows, (x, i) => `${i},${x}`).join('\n')}\n`);
place('minus.npy', npyBytes(rows.map((x) => -x)));
// r = exp(0.3 z²), mu = 0, sigma = 1: no finite variance.
const heavy = eps.map((e) => Math.exp(0.3 * e * e) * e);
place('heavy.npy', npyBytes(heavy));
place('heavy-half.npy', npyBytes(heavy.map((x) => x / 2)));
place('few.csv', Array.from(rows.subarray(0, 500), String).join('\n'));
place('empty.csv', '');
place('text.csv', '1\nabc\n');
place('two.csv', '1\n2\n');
mkdirSync(join(folder, 'folder.csv'));
const CLAIM = ['--formula', 'square', '--mu', '2', '--sigma', '0.5', '--estimator', 'score'];

test.each([
  ['right.npy', [], 0, /accepted: mean, variance and law are those of this estimator/],
  ['right.csv', ['--column', 'grad'], 0, /40000 rows \(csv, decimal\)/],
  [
    'no-sigma.npy',
    [],
    20,
    /rejected: the mean, the variance and the law are not those[^]*missing_inverse_sigma: 1\/sigma is missing/,
  ],
  [
    'right.npy',
    ['--component', 'sigma'],
    20,
    /other_component: this is the derivative by mu: say --component mu/,
  ],
  ['right.npy', ['--m', '10'], 20, /single_draws \(--m 1\)/],
  [
    'few.csv',
    [],
    21,
    /inconclusive[^]*its tail has a kurtosis of 12\.85, which takes 5142 rows\n.*a factor of 1\.25 on the rows shows in their law from \d+ rows on/,
  ],
])('%s with %j ends with exit %s %#', async (file, options, exit, text) => {
  const { code, stdout, stderr } = await gradvar(['check', file, ...CLAIM, ...options], folder);
  expect({ code, stderr }).toEqual({ code: exit, stderr: '' });
  expect(stdout).toMatch(text);
});

test.each([[['--formula', '-z^2']], [['--formula=-z^2']], [['--formula', '-(0-z)^2/-1*-1']]])(
  'check %j takes a formula that begins with a minus',
  async (formula) => {
    const claim = ['--mu', '2', '--sigma', '0.5', '--estimator', 'score'];
    const { code, stdout, stderr } = await gradvar(['check', 'minus.npy', ...claim, ...formula], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/accepted/);
  },
);

test('a file without a finite variance is accepted or rejected by its law, and told so', async () => {
  const claim = ['--formula', 'exp(0.3*z^2)', '--mu', '0', '--sigma', '1', '--estimator', 'score'];
  const right = await gradvar(['check', 'heavy.npy', ...claim], folder);
  expect(right).toMatchObject({ code: 0, stderr: '' });
  expect(right.stdout).toMatch(/law: E (cos|sin)\(x\/[\d.]+\) .* accepted\n/);
  expect(right.stdout).toMatch(/accepted: the rows have the exact law of this estimator/);
  expect(right.stdout).toMatch(/the variance is infinite: no number of rows can confirm/);
  expect(right.stdout).toMatch(
    /a factor of 1\.\d+ on the rows or on their spread, and an offset of .* would have been rejected/,
  );
  expect(right.stdout).not.toMatch(/^mean /m);
  const half = await gradvar(['check', 'heavy-half.npy', ...claim], folder);
  expect(half.code).toBe(20);
  expect(half.stdout).toMatch(/rejected: the law is not that of this estimator[^]*half_gradient/);
});

test('--json prints one document that says everything, with the same exit code', async () => {
  const { code, stdout } = await gradvar(['check', 'no-sigma.npy', ...CLAIM, '--json'], folder);
  expect(code).toBe(20);
  const document = JSON.parse(stdout) as {
    readonly sample: { readonly mean: number };
    readonly tests: readonly { readonly exact: number; readonly measured: number }[];
    readonly causes: readonly object[];
  };
  expect(document).toMatchObject({
    verdict: 'rejected',
    claim: { formula: 'z^2', mu: 2, sigma: 0.5, estimator: 'score', component: 'mu', m: 1, alpha: 0.001 },
    format: { name: 'npy', type: 'float64' },
    sample: { rows: ROWS },
  });
  expect(document.causes.slice(0, 2)).toMatchObject([
    { name: 'missing_inverse_sigma', evidence: 'mean and variance', command: null },
    { name: 'half_gradient', evidence: 'mean and variance', command: null },
  ]);
  // V1 = a⁴/s² + 14a² + 15s²
  expect(document.tests.slice(0, 2).map(({ exact }) => exact)).toEqual([
    expect.closeTo(4, 12),
    expect.closeTo(123.75, 8),
  ]);
  expect(document).toMatchObject({
    tests: [{ statistic: 'mean' }, { statistic: 'variance' }, { quantity: 'law', verdict: 'rejected' }],
    sensitivity: { factor: expect.any(Number) as number, offset: expect.any(Number) as number },
  });
  const mean = rows.reduce((sum, x) => sum + 0.5 * x, 0) / ROWS;
  expect(document.sample.mean).toBeCloseTo(mean, 10);
});

const claimWith = (...changed: string[]): string[] => ['check', 'right.npy', ...CLAIM, ...changed];

test.each([
  [['check', 'empty.csv', ...CLAIM], 2, /empty\.csv: the file is empty/],
  [['check', 'text.csv', ...CLAIM], 2, /text\.csv, line 2: found "abc"/],
  [['check', 'right.csv', ...CLAIM], 2, /found 2 columns \(step, grad\), expected one/],
  [['check', 'right.csv', ...CLAIM, '--column', 'gard'], 2, /did you mean grad/],
  [claimWith('--column', 'x'), 2, /no column is called 'x'; there are 1/],
  [['check', 'missing.npy', ...CLAIM], 50, /cannot read missing\.npy: there is no such file/],
  [['check', 'folder.csv', ...CLAIM], 50, /cannot read folder\.csv: it is a folder/],
  [['check', ...CLAIM], 2, /missing a file of gradients/],
  [['check', 'right.npy', '--formula', 'square', '--mu', '2', '--sigma', '0.5'], 2, /estimator/],
  [['check', 'right.npy', '--formula', 'square', '--mu', '2', '--estimator', 'score'], 2, /sigma/],
  [claimWith('--m', '0'), 2, /--m: found/],
  [claimWith('--m', '1.5'), 2, /--m: found/],
  [
    ['check', 'two.csv', '--formula', 'z', '--mu', '0', '--sigma', '1', '--estimator', 'score_loo'],
    2,
    /--m: found 1 with score_loo, expected at least 2/,
  ],
  [['check', 'two.csv', ...CLAIM, '--m', '2.5'], 2, /--m: found 2\.5, expected a whole number from 1/],
  [['check', 'two.csv', ...CLAIM, '--alpha', '1'], 2, /--alpha: found 1, expected a number between 0 and 1/],
  [
    ['check', 'two.csv', '--formula', 'z', '--mu', 'x', '--sigma', '1', '--estimator', 'score'],
    2,
    /--mu: found 'x'/,
  ],
  [
    ['check', 'two.csv', '--formula', 'z', '--mu', '0', '--sigma', '-1', '--estimator', 'score'],
    2,
    /--sigma: found -1/,
  ],
  [
    ['check', 'two.csv', '--formula', 'sum(z^2)', '--mu', '0', '--sigma', '1', '--estimator', 'score'],
    2,
    /found sum\(z\^2\), which is of several coordinates/,
  ],
  [['check', 'two.csv', '--formula', 'k*z', '--mu', '0', '--sigma', '1', '--estimator', 'score'], 2, /k/],
  [
    ['check', 'two.csv', '--formula', 'z', '--mu', '0', '--sigma', '1', '--estimator', 'reinforce'],
    2,
    /score/,
  ],
])('%j is exit %s with one readable message', async (args, exit, message) => {
  const { code, stdout, stderr } = await gradvar(args, folder);
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|YError/);
});

test('a file that may not be read is exit 50', async () => {
  place('secret.csv', '1\n2\n');
  chmodSync(join(folder, 'secret.csv'), 0);
  if (process.getuid?.() === 0) return;
  expect((await gradvar(['check', 'secret.csv', ...CLAIM], folder)).code).toBe(50);
});

test('a pipe is read like a file, in memory that does not follow its length', async () => {
  const [few, many] = [await checkPipe(1000), await checkPipe(10_000_000)];
  // The text has 190 MB; ten times as many rows take hardly more (scripts/check-samples).
  expect(many - few).toBeLessThan(150);
});

/** The most memory that so many rows take, in MB. */
async function checkPipe(rows: number): Promise<number> {
  const report = `process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`;
  const claim = '--formula z --mu 0 --sigma 1 --estimator score --json';
  const command = `yes 1.2345678901234567 | head -n ${rows} | node dist/src/cli.js check /dev/stdin ${claim} || true`;
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', command], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: `--import=data:text/javascript,${report}` },
  });
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'rejected', sample: { rows } });
  return Number(stderr) / 1024;
}
