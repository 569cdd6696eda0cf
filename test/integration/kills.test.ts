import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from './gradvar.ts';

/** The slow proofs of scripts/, a thin slice of each; `npm run check:…` does all of it. */
test.each([
  ['check-kills.mjs', ['2', '1500']],
  ['check-kills.mjs', ['2', '70000', '1', '0.03']],
  ['check-same-bytes.mjs', ['all', 'thin']],
  ['check-same-bytes.mjs', ['precision', 'thin']],
  ['check-precision.mjs', ['thin']],
  ['check-locks.mjs', ['5']],
  ['check-disk-faults.mjs', ['60', '25']],
  ['check-repair.mjs', ['19', '11']],
])('%s %s', async (script, args) => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, 'scripts', script), ...args]);
  expect(stdout).toMatch(/^ok: /m);
});
