import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, gradvar, ROOT } from './gradvar.ts';

/*
 * gradvar does to itself what docs/ci.md tells others to do. A change of any number is named in CHANGELOG.md under Numbers,
 * and the baseline renewed in the same commit: gradvar compare test/golden/ci-baseline OUT --update-baseline
 */
test('configs/ci.yaml has the bytes of its committed baseline', async () => {
  const out = join(emptyFolder(), 'ci');
  expect((await gradvar(['run', 'configs/ci.yaml', '--quiet', '--out', out], ROOT)).code).toBe(0);
  const { code, stdout } = await gradvar(['compare', 'test/golden/ci-baseline', out], ROOT);
  expect(stdout).toMatch(/^IDENTICAL: the same bytes: 432 rows/);
  expect(code).toBe(0);
});
