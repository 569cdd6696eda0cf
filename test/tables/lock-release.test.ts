import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type * as FilesPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { lockFolder, lockOwner } from '../../src/folder/folder-lock.ts';

/** How many of the next calls fail. */
const failing = vi.hoisted(() => ({ writeFile: 0, rename: 0 }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilesPromises>();
  const wrapped =
    (name: keyof typeof failing) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      failing[name] -= 1;
      if (failing[name] >= 0) throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: name });
      return (real[name] as (...all: readonly unknown[]) => Promise<unknown>)(...args);
    };
  return { ...real, writeFile: wrapped('writeFile'), rename: wrapped('rename') };
});

const base = mkdtempSync(join(tmpdir(), 'gradvar-release-'));
afterAll(() => rmSync(base, { recursive: true }));
afterEach(() => vi.useRealTimers());

it.each(['writeFile', 'rename'] as const)(
  'a release whose %s fails once is done at the second try',
  async (name) => {
    const lock = await lockFolder(base);
    failing[name] = 1;
    await lock.release();
    expect(await lockOwner(base)).toBeUndefined();
  },
);

it.each(['writeFile', 'rename'] as const)(
  'a lock whose release fails for good, by %s, is free for this process',
  async (name) => {
    const lock = await lockFolder(base);
    failing[name] = 1000;
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    await lock.release();
    failing[name] = 0;
    const next = await lockFolder(base);
    await expect(lockFolder(base)).rejects.toMatchObject({ code: 'FOLDER_LOCKED' });
    // The later try of the first lock does not free the second.
    await vi.runAllTimersAsync();
    await expect(lockFolder(base)).rejects.toMatchObject({ code: 'FOLDER_LOCKED' });
    await next.release();
    await (await lockFolder(base)).release();
  },
);

it('and for all others once it can be written again', async () => {
  const lock = await lockFolder(base);
  failing.writeFile = 1000;
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await lock.release();
  const texts = () =>
    readdirSync(join(base, '.lock')).map((name) => readFileSync(join(base, '.lock', name), 'utf8'));
  expect(texts().join()).toMatch(/^{.*"free":false}$/);
  failing.writeFile = 0;
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  await expect.poll(() => texts().join()).toMatch(/^{.*"free":true}$/);
});
