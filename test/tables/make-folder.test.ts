import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder, makeInnerFolder } from '../../src/files/make-folder.ts';

const base = mkdtempSync(join(tmpdir(), 'gradvar-make-'));
afterAll(() => rmSync(base, { recursive: true }));
const inside = (name: string) => join(base, name);

it('a folder is made with all above it, and may be there already, also as a link', async () => {
  for (const name of ['a/b/c/d', 'a/b/c/d', 'a/b', '.']) await makeFolder(inside(name));
  symlinkSync(inside('a'), inside('link'));
  await makeFolder(inside('link/e/f'));
  expect([existsSync(inside('a/b/c/d')), existsSync(inside('a/e/f'))]).toEqual([true, true]);
});

writeFileSync(inside('file'), '');
symlinkSync(inside('nowhere'), inside('dangling'));
symlinkSync(inside('circle'), inside('circle'));

it.each([
  '/proc/x',
  '/proc/x/y/z',
  '/proc/self/fd/x',
  '/sys/x',
  '/dev/null/x',
  '/dev/null',
  '',
  inside('file'),
  inside('file/x'),
  inside('dangling'),
  inside('dangling/x'),
  inside('circle/x'),
  inside('n'.repeat(300)),
  inside(`${'n'.repeat(300)}/x`),
  inside('deep/'.repeat(2000)),
  'a\u0000b',
])('regression: where it cannot be made, as in %j, that is said and nothing waits', async (path) => {
  await expect(makeFolder(path)).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE', exitCode: 50 });
});

it('a folder inside one of ours is no link', async () => {
  await makeInnerFolder(inside('own'));
  await makeInnerFolder(inside('own'));
  mkdirSync(inside('target'));
  symlinkSync(inside('target'), inside('planted'));
  for (const name of ['planted', 'dangling', 'file'])
    await expect(makeInnerFolder(inside(name))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
});
