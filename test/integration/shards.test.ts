import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configIn, pathWithGradvar } from '../fixtures/command-line.ts';
import { emptyFolder, gradvar, sha256 } from './gradvar.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const config = configIn(folder, {
  integrands: ['sin10', 'relu'],
  mu: [0, 1],
  sigma: 1,
  m: [1, 10],
  trials: 2000,
});
const out = (name: string) => join(folder, name);
const run = (name: string, ...args: string[]) =>
  gradvar(['run', config, '--workers', '1', '--out', out(name), ...args]);

test('merge says with exit code 31 what is missing, the commands that it prints make it, and all is the same bytes', async () => {
  await run('whole');
  const first = await run('s1', '--shard', '1/3');
  expect([first.code, first.stdout]).toEqual([0, `${out('s1')}\n`]);
  const missing = await gradvar(['merge', out('s1'), '--out', out('merged')]);
  expect(missing.code).toBe(31);
  const commands = missing.stderr.match(/gradvar run CONFIG --shard \d\/3/g) ?? [];
  expect(commands).toHaveLength(2);
  const env = { ...process.env, PATH: pathWithGradvar(folder), CONFIG: config };
  const said = commands.map((command) =>
    execFileSync('sh', ['-c', command.replace('CONFIG', '"$CONFIG"')], {
      env,
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    }),
  );
  const made = said.map((path) => join(folder, path.trim()));
  const { code, stdout } = await gradvar(['merge', ...made, out('s1'), '--out', out('merged')]);
  expect([code, stdout]).toEqual([0, `${out('merged')}/summary.csv\n`]);
  expect(sha256(join(out('merged'), 'summary.csv'))).toBe(sha256(join(out('whole'), 'summary.csv')));
});

test('another plan in a folder exits 40 with the difference; --restart moves the folder aside', async () => {
  await run('other');
  const refused = await run('other', '--seed', 'new');
  expect(refused.code).toBe(40);
  expect(refused.stderr).toMatch(
    /^gradvar: the folder .*\n {2}seed: "proof" there, "new" here\n {2}choose another/,
  );
  const restarted = await run('other', '--seed', 'new', '--restart');
  expect(restarted.code).toBe(0);
  expect(restarted.stderr).toContain(`the old folder is now ${out('other')}.old-1\n`);
});
