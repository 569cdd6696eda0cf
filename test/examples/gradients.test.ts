import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { emptyFolder, gradvar, ROOT } from '../integration/gradvar.ts';
import { normals } from '../statistics/normal-draws.ts';

const Step = z.object({ run: z.string().optional(), 'working-directory': z.string().optional() });
const Workflow = z.object({ jobs: z.object({ gradients: z.object({ steps: z.array(Step) }) }) });
const text = readFileSync(join(ROOT, 'examples/github-actions/gradients.yml'), 'utf8');
const { steps } = Workflow.parse(parse(text)).jobs.gradients;
/** The arguments of each call of gradvar, in the order of the steps. */
const calls = steps
  .flatMap(({ run = '' }) => run.split('\n'))
  .flatMap((line) => (line.startsWith('npx gradvar ') ? [line.trim().split(/\s+/).slice(2)] : []));

const folder = emptyFolder();
mkdirSync(join(folder, 'gradients'));
mkdirSync(join(folder, 'output'));
copyFileSync(join(ROOT, 'examples/gradients/suite.yaml'), join(folder, 'gradients/suite.yaml'));

/** What write_gradients.py writes, without PyTorch; two columns as np.savetxt would. */
function writeGradients(factor: number): void {
  const normal = normals(11);
  const [score, pathwise]: [string[], string[]] = [[], []];
  for (let row = 0; row < 20_000; row += 1) {
    const sums = [0, 0, 0, 0];
    for (let draw = 0; draw < 10; draw += 1) {
      const e = normal();
      const r = (2 + e) * (2 + e);
      [r * e, r * (e * e - 1), 2 * (2 + e), 2 * (2 + e) * e].forEach((x, i) => (sums[i]! += x / 10));
    }
    score.push(`${sums[0]} ${sums[1]}`);
    pathwise.push(`${factor * sums[2]!} ${factor * sums[3]!}`);
  }
  // The names of the files stay: what a file is, its first bytes tell. A text may not end in .npy, though.
  writeFileSync(join(folder, 'gradients/score.txt'), score.join('\n'));
  writeFileSync(join(folder, 'gradients/pathwise.txt'), pathwise.join('\n'));
}

const asText = (args: readonly string[]) => args.map((word) => word.replace(/\.npy$/, '.txt'));
const suite = join(folder, 'gradients/suite.yaml');
writeFileSync(suite, readFileSync(suite, 'utf8').replaceAll('.npy', '.txt'));

test('the steps of the workflow: right files pass, and become the baseline that they are compared with', async () => {
  expect(calls.map(([name]) => name)).toEqual(['check', 'ratio', 'report', 'compare']);
  writeGradients(1);
  const [check, ratio, report, compare] = calls.map(asText) as [string[], string[], string[], string[]];
  for (const args of [check, ratio, report]) expect((await gradvar(args, folder)).code).toBe(0);
  const keep = ['compare', 'baseline/ratio', 'output/ratio', '--update-baseline'];
  expect((await gradvar(keep, folder)).code).toBe(0);
  expect(await gradvar(compare, folder)).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'output/ratio.md'), 'utf8')).toContain('pathwise wins 3');
});

test('a factor on one estimator fails both', async () => {
  writeGradients(1.5);
  const [check, ratio, , compare] = calls.map(asText) as [string[], string[], string[], string[]];
  const found = await gradvar(check, folder);
  expect(found.code).toBe(20);
  expect(found.stdout).toContain('rejected%3A pathwise d/dmu');
  expect((await gradvar(ratio, folder)).code).toBe(0);
  expect((await gradvar(compare, folder)).code).toBe(20);
});
