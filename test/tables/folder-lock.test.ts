import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder, lockOwner } from '../../src/folder/folder-lock.ts';
import { isGone, thisProcess, type LockOwner, type Process } from '../../src/folder/lock-owner.ts';

const base = mkdtempSync(join(tmpdir(), 'gradvar-lock-'));
afterAll(() => rmSync(base, { recursive: true }));

let folder = '';
let rounds = 0;
beforeEach(() => {
  folder = join(base, String((rounds += 1)));
  mkdirSync(folder);
});

const LOCKED = { code: 'FOLDER_LOCKED', exitCode: 40 };

/** This process, as its own lock says. */
async function me(): Promise<LockOwner> {
  const lock = await lockFolder(folder);
  const owner = await lockOwner(folder);
  await lock.release();
  rmSync(join(folder, '.lock'), { recursive: true });
  if (owner === undefined) throw new Error('nobody has the folder');
  return owner;
}

function leave(content: LockOwner | string, number = 1): void {
  mkdirSync(join(folder, '.lock'), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder, '.lock', String(number)), text);
}

describe('a lock', () => {
  it('names its owner, keeps others out at once, and is free again after its release', async () => {
    const lock = await lockFolder(folder);
    expect(await lockOwner(folder)).toMatchObject({ pid: process.pid, host: hostname() });
    await expect(lockFolder(folder)).rejects.toMatchObject({
      ...LOCKED,
      message: `the folder ${folder} is in use by process ${process.pid} on ${hostname()}`,
    });
    await lock.release();
    expect(await lockOwner(folder)).toBeUndefined();
    await (await lockFolder(folder)).release();
  });

  it('of another host is never taken, alive or not, and how to be rid of it is said', async () => {
    leave({ ...(await me()), host: 'elsewhere', boot: 'x', pid: 999_999_999 });
    await expect(lockFolder(folder)).rejects.toMatchObject({
      ...LOCKED,
      hint: expect.stringContaining(`remove ${join(folder, '.lock')}`) as string,
    });
  });

  it.each([
    ['of a process that is gone', { pid: 999_999_999 }],
    ['of this pid, but of a process that started at another time', { started: '1' }],
  ])('%s is succeeded', async (_, change) => {
    leave({ ...(await me()), ...change }, 7);
    const lock = await lockFolder(folder);
    expect(readdirSync(join(folder, '.lock'))).toEqual(['8']);
    await lock.release();
  });

  it.each([
    ['in another container of this machine and host name', { namespaces: 'pid:[1] time:[2]' }],
    ['of a former version, which did not say whether it is in a container', { namespaces: '', machine: '' }],
    ['in a container of this host name on another machine', { boot: 'x', machine: '' }],
  ])('%s is held, though no process has its pid here', async (_, change) => {
    leave({ ...(await me()), ...change, pid: 999_999_999 });
    await expect(lockFolder(folder)).rejects.toMatchObject({
      ...LOCKED,
      message: expect.stringMatching(/process 999999999 on .*, which cannot be seen from here$/) as string,
      hint: expect.stringContaining(`remove ${join(folder, '.lock')}`) as string,
    });
  });

  it('of a former version that was freed is free', async () => {
    const { host, pid, boot, started, nonce } = await me();
    leave(JSON.stringify({ host, pid, boot, started, nonce, free: true }));
    await (await lockFolder(folder)).release();
  });

  it('of a zombie is succeeded', async () => {
    // The shell becomes a sleep, which never looks at the child that it inherits.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30']);
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())));
    });
    try {
      const stat = () =>
        readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
      await expect.poll(() => stat()[0], { timeout: 30_000 }).toBe('Z');
      leave({ ...(await me()), pid, started: stat()[19]! });
      await (await lockFolder(folder)).release();
    } finally {
      parent.kill();
    }
  });

  it('of a live process is not', async () => {
    leave({ ...(await me()), nonce: 'another lock of this process' });
    await expect(lockFolder(folder)).rejects.toMatchObject(LOCKED);
  });

  it.each(['', '{"host":', 'null', '[]', '{}', '"x"', '{"host":"x","pid":"1"}', 'x'.repeat(1 << 20)])(
    'that says %j is nobody’s to take',
    async (text) => {
      leave(text);
      await expect(lockFolder(folder)).rejects.toMatchObject({
        ...LOCKED,
        message: expect.stringContaining('does not say whose it is') as string,
        hint: expect.stringContaining('remove') as string,
      });
    },
  );

  it('is got by exactly one of many that find a dead owner, round after round', async () => {
    const owner = await me();
    for (let round = 0; round < 60; round += 1) {
      leave({ ...owner, pid: 999_999_999 }, 3);
      const found = await Promise.allSettled(
        Array.from({ length: 6 }, async (_, i) => {
          for (let wait = 0; wait < (round * (i + 1)) % 11; wait += 1) await Promise.resolve();
          return lockFolder(folder);
        }),
      );
      const winners = found.filter((result) => result.status === 'fulfilled');
      expect(winners).toHaveLength(1);
      for (const result of found) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject(LOCKED);
      }
      await winners[0]!.value.release();
      rmSync(join(folder, '.lock'), { recursive: true });
    }
  });

  it('regression: its release does not free the lock that another took in a new folder of that name', async () => {
    const lock = await lockFolder(folder);
    const aside = `${folder}.old-1`;
    renameSync(folder, aside);
    mkdirSync(folder);
    const another = await lockFolder(folder);
    await lock.release();
    await expect(lockFolder(folder)).rejects.toMatchObject(LOCKED);
    await lock.release(aside);
    expect(await lockOwner(aside)).toBeUndefined();
    await another.release();
  });

  it('leaves nothing but its number behind, and a copy of a freed folder is free', async () => {
    await (await lockFolder(folder)).release();
    expect(readdirSync(join(folder, '.lock'))).toEqual(['1']);
    cpSync(folder, `${folder}.copy`, { recursive: true });
    await (await lockFolder(`${folder}.copy`)).release();
  });

  it.each([
    ['a link to a folder', (path: string) => symlinkSync(base, path)],
    ['a link to nothing', (path: string) => symlinkSync(join(base, 'nothing'), path)],
    ['a file', (path: string) => writeFileSync(path, '')],
  ])('is not taken where %s is in the place of its folder', async (_, put) => {
    put(join(folder, '.lock'));
    const before = readdirSync(base);
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      exitCode: 50,
      message: expect.stringContaining('a file or a link of that name is in the way') as string,
    });
    expect(readdirSync(base)).toEqual(before);
    expect(await lockOwner(folder)).toBeUndefined();
  });

  it.each([
    ['a link', (path: string) => symlinkSync(join(base, 'outside'), path)],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('that is %s is nobody’s to take, and is not followed', async (_, put) => {
    const freed = JSON.stringify({ ...(await me()), free: true });
    writeFileSync(join(base, 'outside'), freed);
    mkdirSync(join(folder, '.lock'));
    put(join(folder, '.lock', '1'));
    await expect(lockFolder(folder)).rejects.toMatchObject(LOCKED);
    expect(readFileSync(join(base, 'outside'), 'utf8')).toBe(freed);
  });

  it('takes away what killed writers left of files of a run, and nothing else', async () => {
    const gone = ['.summary.csv.partial', '.journal.ndjson.0123456789abcdef.partial', '.why.csv.partial'];
    const kept = [
      '.report.html.0123456789abcdef.partial',
      '.work.csv.partial',
      'summary.csv',
      '.own.partial',
    ];
    for (const name of [...gone, ...kept]) writeFileSync(join(folder, name), '');
    await (await lockFolder(folder)).release();
    expect(readdirSync(folder).sort()).toEqual(['.lock', ...kept].sort());
  });
});

describe('an owner', () => {
  const here: Process = {
    host: 'h',
    pid: 1,
    boot: 'b',
    started: '5',
    namespaces: 'pid:[1] time:[2]',
    machine: 'm',
  };
  // No process has this number.
  const owner: LockOwner = { ...here, pid: 999_999_999, nonce: 'n', free: false };
  it.each([
    ['of the same namespaces is gone with its process', {}, {}, true],
    ['of other namespaces may live', { namespaces: 'pid:[3] time:[2]' }, {}, false],
    ['of another time may live', { namespaces: 'pid:[1] time:[3]' }, {}, false],
    ['of unknown namespaces may live', { namespaces: '' }, { namespaces: '' }, false],
    ['of an unknown boot may live', { boot: '' }, { boot: '' }, false],
    ['on another host may live', { host: 'other' }, {}, false],
    ['on another host may live, whatever its machine', { host: 'other', boot: 'c' }, {}, false],
    ['from before this machine started anew is gone', { boot: 'c', namespaces: 'pid:[3]' }, {}, true],
    ['of another boot on another machine may live', { boot: 'c', machine: 'other' }, {}, false],
    ['of another boot, in a container, may live', { boot: 'c', machine: '' }, {}, false],
    ['of another boot may live, seen from a container', { boot: 'c' }, { machine: '' }, false],
    [
      'of another boot may live, where neither machine is known',
      { boot: 'c', machine: '' },
      { machine: '' },
      false,
    ],
  ])('%s', (_, change, changeHere, gone) => {
    expect(isGone({ ...owner, ...change }, { ...here, ...changeHere })).toBe(gone);
  });

  it.runIf(process.platform === 'linux')('is told by its namespaces, of pids and of time', () => {
    expect(thisProcess().namespaces).toMatch(/^pid:\[\d+\] time:\[\d+\]$/);
  });
});
