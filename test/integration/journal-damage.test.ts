import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configIn } from '../fixtures/command-line.ts';
import { emptyFolder, gradvar, sha256 } from './gradvar.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const config = configIn(folder, { integrands: ['relu'], mu: [0, 1], sigma: 1, m: 1, trials: 3000 });
const whole = join(folder, 'whole');
const runInto = (out: string) => gradvar(['run', config, '--out', out, '--workers', '1']);
beforeAll(async () => {
  expect((await runInto(whole)).code).toBe(0);
});

/** A folder as a power loss leaves it: a plan and a journal. */
function lost(name: string): { readonly out: string; readonly journal: string } {
  const out = join(folder, name);
  mkdirSync(out);
  for (const file of ['plan.json', 'journal.ndjson']) copyFileSync(join(whole, file), join(out, file));
  return { out, journal: join(out, 'journal.ndjson') };
}

test('a torn journal is cut, said, and gone on with to the same bytes', async () => {
  const { out, journal } = lost('torn');
  truncateSync(journal, readFileSync(journal).length - 100);
  const { code, stderr } = await runInto(out);
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^the last \d+ bytes of the journal were not written to their end and are cut off$/m,
  );
  expect(sha256(join(out, 'summary.csv'))).toBe(sha256(join(whole, 'summary.csv')));
});

test('a journal that is bad before good records is refused with exit code 50 and how to repair it', async () => {
  const { out, journal } = lost('flipped');
  const bytes = readFileSync(journal);
  bytes[bytes.indexOf('\n') + 30]! ^= 8;
  writeFileSync(journal, bytes);
  const { code, stdout, stderr } = await runInto(out);
  expect(code).toBe(50);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^gradvar: the journal .* is damaged: line 2 .*\n {2}.*verify.*--repair.*\n$/);
});
