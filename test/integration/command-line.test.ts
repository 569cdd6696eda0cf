import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, gradvar, gradvarProcess, ROOT, withoutWaiting } from './gradvar.ts';

const folder = emptyFolder();
const good = join(ROOT, 'configs/gal-2016.yaml');
mkdirSync(join(folder, 'a-folder.yaml'));
writeFileSync(join(folder, 'bomb.yaml'), bomb());
writeFileSync(join(folder, 'escape.yaml'), 'version: 1\nname: ../../escape\n');

/** Nine levels of nine: 3e8 elements if it were expanded. */
function bomb(): string {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i += 1) {
    const [name, below] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
    levels.push(`${name}: &${name} [${Array<string>(9).fill(`*${below}`).join(', ')}]`);
  }
  return `${levels.join('\n')}\n`;
}

const WRONG: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['no command', [], /command is missing/],
  ['an unknown command', ['rnu', good], /Did you mean run/],
  ['an unknown option', ['run', good, '--worker', '2'], /worker/],
  [
    'an option with a letter too few',
    ['run', good, '--max-tme', '5m'],
    /^gradvar: max-tme: .*did you mean --max-time\?/,
  ],
  ['an option with a minus too few', ['run', good, '-workers', '2'], /did you mean --workers\?/],
  ['a misspelt option that is needed', ['check', 'x.csv', '--formul', 'z'], /did you mean --formula\?/],
  ['a folder that may be an option', ['status', 'a', '-json'], /found -json.*\n.*--json .*-- -json/],
  ['an option with a minus too few after a formula', ['exact', 'z', '-sigma', '5'], /did you mean --sigma\?/],
  ['a formula that may be an option', ['exact', '-mu'], /found -mu.*\n.*--mu .*\(-mu\)/],
  ['a value with two minuses', ['exact', '--formula', '--mu', '--mu', '--json'], /--mu: .*--mu=VALUE/],
  ['a config that does not exist', ['run', 'nowhere.yaml'], /nowhere\.yaml/],
  ['a config that is a folder', ['run', 'a-folder.yaml'], /a-folder\.yaml/],
  ['a YAML bomb', ['run', 'bomb.yaml'], /bomb\.yaml/],
  ['a name that escapes the output folder', ['run', 'escape.yaml'], /name/],
  ['workers that are no number', ['run', good, '--workers', 'abc'], /--workers.*'abc'/],
  ['no workers', ['run', good, '--workers', '0'], /--workers.*'0'/],
  ['negative workers', ['run', good, '--workers', '-1'], /--workers/],
  ['a fraction of workers', ['run', good, '--workers', '1.5'], /--workers.*'1.5'/],
  ['workers without a value', ['run', good, '--workers'], /workers/],
  ['--set of a missing path', ['run', good, '--set', 'sigm=2'], /sigma/],
  ['--set without a value', ['run', good, '--set', 'sigma'], /sigma/],
  ['--set of a wrong value', ['run', good, '--set', 'sigma=0'], /--set sigma|sigma/],
  ['--set of an infinite value', ['run', good, '--set', 'mu=1e400'], /mu/],
  ['a run without a config', ['run'], /config/],
  ['two configs', ['run', good, good], /gal-2016/],
  ['an empty output folder', ['run', good, '--out', ''], /--out/],
  ['exact with a formula that ends early', ['exact', 'sin(3*z'], /\^/],
  ['exact with sigma 0', ['exact', 'z', '--sigma', '0'], /--sigma/],
  [
    'exact over a range turned around',
    ['exact', 'z', '--mu', '2..1'],
    /--mu: found '2\.\.1', expected.*0\.1\.\.4/,
  ],
  [
    'exact over sigmas of which one is 0',
    ['exact', 'z', '--sigma', '0..4'],
    /--sigma: found 0\.\.4, expected a number > 0/,
  ],
  ['exact over a list that is none', ['exact', 'k*z', '--param', 'k=1,b'], /--param k: found '1,b'/],
  ['exact over too many points', ['exact', 'z', '--mu', '0..1:99', '--sigma', '1..2:99'], /9801 points/],
  [
    'exact with a parameter twice',
    ['exact', 'k*z', '--param', 'k=1', '--param', 'k=2'],
    /--param k: found it twice/,
  ],
  ['every estimator over a range', ['exact', 'z^2', '--sigma', '1..2', '--estimators'], /--estimators/],
  [
    'an option of another command',
    ['exact', 'z', '--worker', '2'],
    /worker: found, but not expected here\n.*gradvar exact --help/,
  ],
  ['a list of something else', ['list', 'seeds'], /integrands/],
  ['exact with a mu that is no number', ['exact', 'z', '--mu', 'one'], /--mu.*'one'/],
  ['exact with an infinite mu', ['exact', 'z', '--mu', '1e400'], /--mu/],
  ['exact with a parameter without a value', ['exact', 'cos(k*z)'], /k/],
  ['exact with a parameter that the formula lacks', ['exact', 'cos(z)', '--param', 'k=1'], /k/],
  ['exact with a malformed parameter', ['exact', 'cos(k*z)', '--param', 'k'], /NAME=VALUE/],
  [
    'exact with a part of a coordinate',
    ['exact', 'sum(z)', '--dimension', '1.5'],
    /--dimension: found 1.5, expected a whole/,
  ],
  [
    'exact of one coordinate in ten',
    ['exact', 'z^2', '--dimension', '10'],
    /expected what it is for 10 coordinates, such as sum\(z\^2\)/,
  ],
  ['exact with an enormous formula', ['exact', `z${'+z'.repeat(2000)}`], /2,?000/],
  ['exact with a deep formula', ['exact', `${'('.repeat(500)}z${')'.repeat(500)}`], /deep|depth|nest/],
  ['cross without a range', ['cross', 'cos(k*z)', '--vary', 'k'], /from/],
  ['cross along something unknown', cross('kk', '1', '2'), /--vary.*'kk'.*mu, sigma, k.*did you mean k/],
  ['cross of an empty range', cross('k', '2', '2'), /--from and --to.*2 and 2/],
  ['cross of a range turned around', cross('k', '2', '1'), /--from and --to/],
  ['cross from something that is no number', cross('k', 'one', '2'), /--from.*'one'/],
  ['cross along sigma from 0', cross('sigma', '0', '2', '--param', 'k=1'), /--from.*> 0/],
  ['cross along mu with a mu', cross('mu', '0', '2', '--param', 'k=1', '--mu', '1'), /--mu.*varied/],
  ['cross along k with a k', cross('k', '1', '2', '--param', 'k=1'), /--param.*varied/],
  ['cross with sigma 0', cross('k', '1', '2', '--sigma', '0'), /--sigma/],
  ['cross of an unknown component', cross('k', '1', '2', '--component', 'rho'), /rho/],
  ['cross with a parameter without a value', cross('mu', '0', '2'), /k/],
  ['schema of something else', ['schema', 'plan'], /config/],
];

function cross(vary: string, from: string, to: string, ...more: readonly string[]): readonly string[] {
  return ['cross', 'cos(k*z)', '--vary', vary, '--from', from, '--to', to, ...more];
}

test.concurrent.each(WRONG)(
  '%s is exit 2 with one readable message, nothing written',
  async (_, args, message) => {
    const { code, stdout, stderr } = await gradvar(args, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at |node:internal|YError|ZodError/);
    expect(stderr.length).toBeLessThan(2500);
    expect(existsSync(join(folder, 'output'))).toBe(false);
  },
);

test.each([
  [['exact', 'sin(10*z)']],
  [['list', 'estimators', '--json']],
  [['run', good, '--workers', '0']],
  [['status', 'nowhere']],
  [['run', good, '--set', 'trials=20', '--set', 'integrands=[square]', '--out']],
])('gradvar %j says the same in a process of its own', async (args) => {
  const out = (name: string): readonly string[] =>
    args.at(-1) === '--out' ? [...args, `out-${name}`] : args;
  const [own, served] = [await gradvarProcess(out('own'), folder), await gradvar(out('served'), folder)];
  const isTimed = (line: string): boolean => !/ \d+(\.\d+)? (s|ms|min)\b/.test(line);
  const said = ({ code, stdout, stderr }: typeof own, name: string): readonly unknown[] => [
    code,
    stdout.replaceAll(`out-${name}`, 'out'),
    stderr.replaceAll(`out-${name}`, 'out').split('\n').filter(isTimed),
  ];
  expect(said(served, 'served')).toEqual(said(own, 'own'));
});

test('exact answers for one function in a readable block', async () => {
  const { code, stdout } = await gradvar(['exact', 'sin(10*z)', '--sigma', '1']);
  expect(code).toBe(0);
  expect(stdout).toContain("r'(z) = 10*cos(10*z)");
  expect(stdout).toMatch(/score wins: its variance is 100 times smaller/);
  expect(stdout).toMatch(/V1 - V2 = E\[r\^2\]\/sigma\^2 \+ E\[r'\^2\] \+ 2 E\[r r''\]/);
  expect(stdout).toMatch(/no certificate that V2 <= V1 everywhere: r\*r'' < 0 near z = /);
});

test.each([
  [['exact', '-z^2'], 'r(z)  = -z^2'],
  [['exact', '--', '-z^2'], 'r(z)  = -z^2'],
  [['exact', '--formula', '-z^2'], 'r(z)  = -z^2'],
  [['exact', '-(z-1)^2/2', '--sigma', '2'], 'Z ~ N(0, 2^2)'],
  [['exact', '--mu', '-1', '--sigma', '2', '-(z-1)^2/2'], 'Z ~ N(-1, 2^2)'],
  [['exact', '-k*z', '--param', 'k=-2'], 'with k=-2'],
  [['exact', '-e^z'], 'r(z)  = -e^z'],
  [['exact', '-s*z', '--param', 's=2'], 'r(z)  = -s*z'],
  [['exact', '--param', 'm=2', '--', '-m'], 'r(z)  = -m'],
  [['exact', '--json', '-z^2', '--mu', '-.5'], '"mu": -0.5'],
  [cross('k', '0.5', '5').with(1, '-cos(k*z)'), 'r(z) = -cos(k*z)'],
  [['cross', '--vary', 'mu', '--from', '-1', '--to', '2', '--', '-z^2'], 'mu from -1 to 2'],
])('gradvar %j takes what begins with a minus', async (args, text) => {
  const { code, stdout, stderr } = await gradvar(args, folder);
  expect({ code, stderr: withoutWaiting(stderr) }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(text);
});

test('exact over a range is a map and a table in which the crossings stand where cross finds them', async () => {
  const args = ['--param', 'k=1,3', '--sigma', '0.1..4:9'];
  const { code, stdout, stderr } = await gradvar(['exact', '-cos(k*z)', ...args], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^k=1 +P[Pp=sS]{26}$/m);
  expect(stdout).not.toMatch(/\u001b/);
  for (const k of ['1', '3']) {
    const along = ['--vary', 'sigma', '--from', '0.1', '--to', '4', '--param', `k=${k}`];
    const found = await gradvar(['cross', '-cos(k*z)', ...along], folder);
    const crossings = [...found.stdout.matchAll(/^d\/d\w+ +([\d.]+)/gm)].map(([, value]) => value!);
    expect(crossings.length).toBe(2);
    for (const value of crossings)
      expect(stdout).toMatch(new RegExp(`^${k} +${value} +1 +<- pathwise \\| score$`, 'm'));
  }
});

test('exact over values has the numbers of exact at each of them', async () => {
  const json = async (args: readonly string[]) =>
    JSON.parse((await gradvar(['exact', 'cos(k*z)', '--json', ...args], folder)).stdout) as {
      exact: unknown;
      lines: { fixed: { k: number }; points: { at: number; exact: unknown }[] }[];
    };
  const grid = await json(['--param', 'k=1,2', '--mu', '-1,0.5']);
  for (const { fixed, points } of grid.lines)
    for (const { at, exact } of points)
      expect(exact).toEqual((await json(['--param', `k=${fixed.k}`, '--mu', String(at)])).exact);
  expect(grid.lines.flatMap(({ points }) => points)).toHaveLength(4);
});

test('exact answers for functions of several coordinates', async () => {
  const { code, stdout } = await gradvar(['exact', 'sum(k*z^2)', '--dimension', '10', '--param', 'k=2']);
  expect(code).toBe(0);
  expect(stdout).toContain('r = sum(k*z^2)   with k=2  over the coordinates z_1 to z_10');
  expect(stdout).toMatch(/d\/dmu +0 +672 +16 +42 /);
  const json = await gradvar(['exact', 'mean(z^2)', '--dimension', '100', '--json']);
  const { exact } = JSON.parse(json.stdout) as { exact: { mu: { score: { variance: { value: number } } } } };
  expect(exact.mu.score.variance.value).toBeCloseTo(1.0608, 10);
});

test('exact takes a catalogue name and its default parameters', async () => {
  const { stdout } = await gradvar(['exact', 'square', '--mu', '2', '--json']);
  const { exact, certificate } = JSON.parse(stdout) as {
    exact: { mu: Record<'score' | 'pathwise', { variance: { value: number } }> };
    certificate: { kind: string };
  };
  expect(certificate).toEqual({ kind: 'proven' });
  expect(exact.mu.score.variance.value).toBeCloseTo(87, 9);
  expect(exact.mu.pathwise.variance.value).toBeCloseTo(4, 10);
});

test.each([
  [['integrands'], /needle/],
  [['list'], /needle/],
  [['list', 'estimators'], /pathwise/],
  [['list', 'estimators', '--json'], /"requires"/],
  [['integrands', '--json'], /"formula"/],
  [['estimators'], /pathwise/],
  [['estimators', '--json'], /"requires"/],
  [['schema', 'config'], /"\$schema"/],
  [['schema', 'summary'], /variance_ratio/],
  [['schema', 'why'], /curvature_term/],
  [['cross', '--help'], /--vary/],
  [['plan', good], /plan_id/],
  [['exact', 'tanh(z)', '--program'], /tanh/],
  [['completion'], /gradvar/],
  [['--help'], /Ask.*exact.*cross.*Measure.*plan.*run.*report.*Trust.*check.*verify.*Clusters.*merge/s],
  [['help'], /Ask/],
  [['bench', '--help'], /gradvar bench\n\nMeasure the speed/],
  [['--no-color', 'schema', 'why'], /curvature_term/],
  [['run', '--help'], /--workers/],
  [['--version'], /^\d+\.\d+\.\d+/],
])('gradvar %j prints on stdout and ends with 0', async (args, text) => {
  const { code, stdout, stderr } = await gradvar(args, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(text);
});

test('a reader that closes the pipe early causes no stack trace', async () => {
  const shell = promisify(execFile);
  const command = `for i in 1 2 3 4 5; do node dist/src/cli.js integrands --json | head -n 1; done`;
  const { stdout, stderr } = await shell('bash', ['-c', command], { cwd: ROOT });
  expect(stdout).toBe('[\n'.repeat(5));
  expect(stderr).toBe('');
});
