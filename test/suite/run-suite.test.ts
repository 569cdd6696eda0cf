import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSuite } from '../../src/config/suite.ts';
import { SUITE_FORMATS } from '../../src/suite/output/formats.ts';
import { runSuite } from '../../src/suite/run-suite.ts';
import { npyBytes, sampleFile } from '../check/sample-file.ts';
import { normals } from '../statistics/normal-draws.ts';

const normal = normals(3);
const eps = Float64Array.from({ length: 8000 }, () => normal());
const folder = dirname(sampleFile('x', ''));

/** z at (0, 1), its square at (1, 1): pathwise gradients 1 and 2z, score gradients z·eps and z²·eps. */
function write(name: string, gradient: (e: number) => number): void {
  writeFileSync(join(folder, name), npyBytes(eps.map(gradient)));
}
write('pathwise.npy', (e) => 2 * (1 + e));
write('score.npy', (e) => (1 + e) * (1 + e) * e);
write('twice.npy', (e) => 4 * (1 + e));
write('nan.npy', (e) => (e > 3 ? NaN : e));

const HEAD = 'version: 1\ndefaults: { formula: square, mu: 1, sigma: 1 }\nclaims:\n';
const RIGHT = '  - { file: pathwise.npy, estimator: pathwise }\n  - { file: score.npy, estimator: score }\n';

const suiteOf = (text: string) => loadSuite(sampleFile('suite.yaml', text));
const run = (claims: string) => runSuite(suiteOf(HEAD + claims));

test('right files are accepted, each by its name', () => {
  const { counts, exitCode, claims } = run(RIGHT);
  expect(claims.map(({ name }) => name)).toEqual(['pathwise.npy', 'score.npy']);
  expect({ counts, exitCode }).toEqual({
    counts: { rejected: 0, failed: 0, inconclusive: 0, accepted: 2 },
    exitCode: 0,
  });
});

test('a wrong file is named with its cause, a missing and a broken one fail, the others go on', () => {
  const { claims, counts, exitCode, sentence } = run(
    `${RIGHT}  - { file: twice.npy, estimator: pathwise, name: "two <times>" }\n` +
      '  - { file: gone.npy, estimator: score }\n  - { file: nan.npy, estimator: score }\n',
  );
  expect(counts).toEqual({ rejected: 1, failed: 2, inconclusive: 0, accepted: 2 });
  expect(exitCode).toBe(20);
  expect(claims[2]).toMatchObject({ outcome: 'rejected', name: 'two <times>' });
  expect(claims[2]!.reasons.join()).toMatch(/double_gradient/);
  expect(claims[3]).toMatchObject({ outcome: 'failed', p: null });
  expect(claims[3]!.reasons[0]).toMatch(/there is no such file/);
  expect(claims[4]!.reasons[0]).toMatch(/found NaN/);
  expect(sentence).toContain('of 5 claims 1 rejected, 2 failed, 2 accepted');
});

test('one level for all: what a file alone would be rejected for is no alarm among others', () => {
  // Pathwise gradients of z²/2 at 0 are the draws; their mean is off by 3 standard errors.
  const middle = eps.reduce((sum, e) => sum + e, 0) / eps.length;
  write('shifted.npy', (e) => e - middle + 3 / Math.sqrt(eps.length));
  write('centered.npy', (e) => e - middle);
  const claim = (file: string) => `  - { file: ${file}, estimator: pathwise, formula: "0.5*z^2", mu: 0 }\n`;
  const first = (others: number) =>
    run(claim('shifted.npy') + claim('centered.npy').repeat(others)).claims[0]!;
  const [alone, among] = [first(0), first(11)];
  expect(alone.outcome).toBe('rejected');
  expect(among.outcome).not.toBe('rejected');
  expect(among.p! / alone.p!).toBeCloseTo(12, 9);
});

test('rows too few to tell leave the exit code to the suite', () => {
  writeFileSync(join(folder, 'few.npy'), npyBytes(eps.subarray(0, 20).map((e) => (1 + e) * (1 + e) * e)));
  const claim = '  - { file: few.npy, estimator: score }\n';
  expect(run(claim)).toMatchObject({ exitCode: 21, claims: [{ outcome: 'inconclusive' }] });
  expect(runSuite(suiteOf(`inconclusive: pass\n${HEAD}${claim}`)).exitCode).toBe(0);
});

test('every format names the wrong file and its reason', () => {
  const result = run(`${RIGHT}  - { file: twice.npy, estimator: pathwise }\n`);
  for (const format of Object.values(SUITE_FORMATS)) {
    const text = [...format(result)].join('');
    expect(text).toContain('twice');
    expect(text).toMatch(/doubled/);
  }
  const junit = [...SUITE_FORMATS.junit(result)].join('');
  expect(junit).toContain('tests="3" failures="1" skipped="0"');
});

test.each([
  ['a claim without an estimator', `${HEAD}  - { file: a.npy }\n`, /claims\[0\]: missing estimator/],
  [
    'an unknown key',
    `${HEAD}  - { file: a.npy, estimators: score }\n`,
    /unknown key "estimators".*estimator/,
  ],
  [
    'a formula that is none',
    `${HEAD}  - { file: a.npy, estimator: score, formula: "sin(" }\n`,
    /claims\[0\]: formula/,
  ],
  ['an estimator that needs more draws', `${HEAD}  - { file: a.npy, estimator: score_loo }\n`, /found m 1/],
  ['no claim', 'version: 1\nclaims: []\n', /at least one claim/],
])('refuses %s, with its place', (_, text, message) => {
  expect(() => suiteOf(text)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) as string }),
  );
});
