import { expect, test } from 'vitest';
import { emptyFolder, gradvar, withoutWaiting } from './gradvar.ts';

const folder = emptyFolder();
const cross = (...args: readonly string[]) => gradvar(['cross', ...args], folder);

test('cross prints every crossing to ten digits with the winners, and what it cannot exclude', async () => {
  const { code, stdout, stderr } = await cross(
    'cos(k*z)',
    '--vary',
    'k',
    '--from',
    '0.5',
    '--to',
    '5',
    '--mu',
    '1',
  );
  expect({ code, stderr: withoutWaiting(stderr) }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('r(z) = cos(k*z),  Z ~ N(1, 1^2),  k from 0.5 to 5');
  expect(stdout).toMatch(/d\/dmu +1\.063782196 +\S+ +pathwise +score/);
  expect(stdout).toMatch(/d\/dsigma +1\.297346265 +\S+ +pathwise +score/);
  expect(stdout).toMatch(
    /d\/dmu, d\/dsigma: not excluded are more crossings, in pairs less than a factor of 1\.0\d+ apart/,
  );
});

test('cross --json has everything, for one component of a catalogue function', async () => {
  const args = [
    'soft_step',
    '--vary',
    'delta',
    '--from',
    '0.01',
    '--to',
    '1',
    '--mu',
    '0.1',
    '--sigma',
    '0.1',
  ];
  const { stdout } = await cross(...args, '--component', 'mu', '--json');
  const answer = JSON.parse(stdout) as {
    formula: string;
    parameters: object;
    certificate: unknown;
    found: {
      component: string;
      crossings: { at: number; below: string; above: string }[];
      stretches: object[];
    }[];
  };
  expect(answer).toMatchObject({ formula: 'clip(2*z/delta, -1, 1)', parameters: {}, certificate: null });
  expect(answer.found).toHaveLength(1);
  const [{ component, crossings, stretches }] = answer.found as [(typeof answer.found)[0]];
  expect(component).toBe('mu');
  expect(crossings).toHaveLength(1);
  expect(crossings[0]).toMatchObject({ kind: 'crossing', below: 'score', above: 'pathwise' });
  expect(crossings[0]!.at).toBeCloseTo(0.117452616916049, 12);
  expect(stretches).toMatchObject([{ by: 'score' }, { by: 'pathwise' }]);
});

test('where the certificate is proven, no crossing is a fact and not a finding', async () => {
  const { stdout } = await cross('relu', '--vary', 'sigma', '--from', '0.1', '--to', '10');
  expect(stdout).toMatch(/d\/dmu +none +- +pathwise +pathwise/);
  expect(stdout).toMatch(/no crossing at any mu and sigma: r\*r'' >= 0 for every z is proven/);
  expect(stdout).not.toContain('not excluded');
});

test('what is not known along the way is told, with its reason', async () => {
  const { code, stdout } = await cross('exp(c*z^2)', '--vary', 'c', '--from', '0.2', '--to', '0.3');
  expect(code).toBe(0);
  expect(stdout).toMatch(/not known is c from 0\.2[45]\d* to 0\.3: .*both variances are infinite/);
  const biased = await cross('square_step', '--vary', 'mu', '--from', '-1', '--to', '1', '--component', 'mu');
  expect(biased.stdout).toMatch(/d\/dmu +none +- +score +score/);
});

test('a formula of several coordinates is refused, for it would be taken as one of z', async () => {
  const { code, stdout, stderr } = await cross('mean(z^2)', '--vary', 'mu', '--from', '0', '--to', '1');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/found mean\(z\^2\), which is of several coordinates/);
});
