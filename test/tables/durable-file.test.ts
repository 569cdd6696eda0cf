import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDurably, writeDurably } from '../../src/files/durable-file.ts';

let base = '';
let folder = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'gradvar-durable-'));
  folder = join(base, 'folder');
  mkdirSync(folder);
  writeFileSync(join(base, 'outside'), 'outside');
});
afterEach(() => rmSync(base, { recursive: true }));

const outside = () => readFileSync(join(base, 'outside'), 'utf8');

it.each(['outside', 'nothing'])(
  'a link to %s in place of a file is replaced, not followed',
  async (target) => {
    const path = join(folder, 'a.csv');
    symlinkSync(join(base, target), path);
    symlinkSync(join(base, 'outside'), join(folder, '.a.csv.partial'));
    await writeDurably(path, 'inside');
    expect(lstatSync(path).isFile()).toBe(true);
    expect([readFileSync(path, 'utf8'), outside()]).toEqual(['inside', 'outside']);
    expect(readdirSync(base).sort()).toEqual(['folder', 'outside']);
  },
);

it('two writers of one file do not write into each other, and neither leaves anything', async () => {
  const path = join(folder, 'a.csv');
  const files = [await openDurably(path), await openDurably(path)] as const;
  expect(new Set(readdirSync(folder)).size).toBe(2);
  await files[0].write(Buffer.from('first'));
  await files[1].write(Buffer.from('second'));
  await files[1].commit();
  await files[0].discard();
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['second', ['a.csv']]);
});

it('a name as long as the system takes can be written', async () => {
  const path = join(folder, `${'ü'.repeat(125)}.csv`);
  await writeDurably(path, 'x');
  expect(readFileSync(path, 'utf8')).toBe('x');
});

it.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
  ['a link to a device', (path: string) => symlinkSync('/dev/null', path)],
])('%s in place of a file is left alone', async (_, put) => {
  const path = join(folder, 'a.csv');
  put(path);
  const before = lstatSync(path).mode;
  await expect(writeDurably(path, 'x')).rejects.toMatchObject({
    code: 'OUTPUT_UNWRITABLE',
    exitCode: 50,
    message: expect.stringContaining('of that name is in the way') as string,
  });
  expect([lstatSync(path).mode, readdirSync(folder)]).toEqual([before, ['a.csv']]);
});
