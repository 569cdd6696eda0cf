import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configIn, pathWithGradvar, untilThere } from '../fixtures/command-line.ts';
import { emptyFolder, gradvar, gradvarProcess } from './gradvar.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const config = configIn(folder, { integrands: ['sin10'], mu: 0, sigma: 1, m: [1, 100_000], trials: 400 });
const env = { ...process.env, PATH: pathWithGradvar(folder) };

test('a folder that vanishes during the run is told with exit code 50', async () => {
  const out = join(folder, 'vanishing');
  const vanish = async () => {
    await untilThere(join(out, 'journal.ndjson'), 1000);
    // At one stroke: the run may write a file into a folder that is emptied file by file.
    renameSync(out, `${out}-elsewhere`);
  };
  let vanishing: Promise<void> | undefined;
  const { code, stderr } = await gradvarProcess(['run', config, '--out', out, '--quiet'], undefined, () => {
    vanishing = vanish();
  });
  await vanishing;
  expect(code).toBe(50);
  expect(stderr).toMatch(
    /^gradvar: cannot write .*: the folder does not exist or has vanished \(ENOENT\)\n {2}[^\n]+\n$/,
  );
});

test('a file in the place of the folder is told with exit code 50', async () => {
  const out = join(folder, 'file');
  writeFileSync(out, '');
  const { code, stderr } = await gradvar(['run', config, '--out', join(out, 'below'), '--quiet']);
  expect([code, stderr]).toEqual([50, expect.stringMatching(/^gradvar: cannot write .*\n {2}[^\n]+\n$/)]);
});

test.skipIf(!existsSync('/dev/full'))(
  'regression: standard output that is full is told, without a stack trace',
  () => {
    const script = 'gradvar integrands > /dev/full 2> full.txt; echo $?';
    expect(execFileSync('sh', ['-c', script], { env, cwd: folder, encoding: 'utf8' })).toBe('50\n');
    expect(readFileSync(join(folder, 'full.txt'), 'utf8')).toMatch(
      /^gradvar: cannot write to standard output: [^\n]+\n$/,
    );
  },
);

test('regression: a run goes on when nobody reads standard error any more', () => {
  const script = `(gradvar run '${config}' --set trials=10 --out deaf; echo $? > code) 2>&1 >/dev/null | true`;
  execFileSync('sh', ['-c', script], { env, cwd: folder });
  expect(readFileSync(join(folder, 'code'), 'utf8')).toBe('0\n');
});
