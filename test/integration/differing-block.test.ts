import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeRecord } from '../../src/folder/journal/record.ts';
import { recordOf } from '../fixtures/small-plan.ts';
import { emptyFolder, gradvar } from './gradvar.ts';

const CONFIG = `
version: 1
name: two-cells
seed: "1"
integrands: [square, sin10]
mu: 0
sigma: 1
m: 2
trials: 5000
`;

test('compare names the first differing block of a cell of the same plan, and the replay command for it', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'two.yaml'), CONFIG);
  const run = (out: string) => gradvar(['run', 'two.yaml', '--out', out, '--quiet'], folder);
  await run('base');
  await run('next');
  // Block 3 of the second cell, as a machine that computes wrongly would have written it.
  const journal = join(folder, 'next', 'journal.ndjson');
  const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
  const doctored = lines.map((line) => {
    const record = recordOf(line);
    if (record.kind !== 'blocks' || record.cell !== 1) return Buffer.from(`${line}\n`);
    const sums = record.sums.slice();
    const at = (3 - record.first) * 100 + 5;
    if (record.first <= 3 && 3 < record.first + record.count) sums[at] = sums[at]! * 1.5;
    return encodeRecord({ ...record, sums });
  });
  writeFileSync(journal, Buffer.concat(doctored));
  for (const name of ['seal.json', 'summary.csv']) rmSync(join(folder, 'next', name));
  expect((await run('next')).code).toBe(0);
  const { code, stdout } = await gradvar(['compare', 'base', 'next', '--format', 'json'], folder);
  expect(code).toBe(20);
  expect(stdout).toMatch(/gradvar replay next c[a-z2-7]{12}#3/);
  const [command] = /gradvar replay next c[a-z2-7]{12}#3/.exec(stdout)!;
  const replayed = await gradvar(command.split(' ').slice(1), folder);
  expect(replayed.code).toBe(50);
  expect(replayed.stdout).toContain('journal: OTHER NUMBERS');
}, 60_000);
