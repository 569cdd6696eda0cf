import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { outputError } from './output-error.ts';

/*
 * One run a folder. `.lock/` holds numbered files: who makes the one with the next number, exclusively, has the folder.
 * A lock is freed by saying so in its own file and never by deleting it, and only lower numbers are deleted: so two runs
 * that find the same dead owner try to make the same next file, and one of them fails.
 */

/** Who holds a folder. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** With the pid, these two tell a process from a later one of the same number; '' where the system does not say. */
  readonly boot: string;
  readonly started: string;
  /** Tells two locks of one process apart. */
  readonly nonce: string;
  readonly free: boolean;
}

export interface FolderLock {
  /** Frees the lock, unless it is another's by now; `now` is where the folder is, if it was moved. */
  readonly release: (now?: string) => Promise<void>;
}

const FOLDER = '.lock';

/**
 * Takes the lock of a folder, or says who has it. A dead owner on this host is succeeded; one on another host never is.
 *
 * @throws GradvarError FOLDER_LOCKED (40), OUTPUT_UNWRITABLE (50)
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const locks = join(folder, FOLDER);
  const me: LockOwner = { ...thisProcess(), nonce: randomUUID(), free: false };
  const draft = join(locks, `draft-${me.nonce}`);
  try {
    await mkdir(locks, { recursive: true });
    const newest = await newestLock(locks);
    if (newest !== undefined && !(await isFree(locks, newest)))
      throw locked(folder, await ownerOf(locks, newest));
    const mine = (newest ?? 0) + 1;
    await writeFile(draft, JSON.stringify(me), { flush: true });
    const isMine = await claim(draft, join(locks, String(mine)));
    if (!isMine) throw locked(folder, await ownerOf(locks, (await newestLock(locks)) ?? mine));
    await keepOrFree(folder, mine, me);
    return { release: (now = folder) => release(join(now, FOLDER), mine, me) };
  } catch (error) {
    throw outputError(locks, error);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Ends the claim of a number: a slow process may have taken one that was used and deleted before. */
async function keepOrFree(folder: string, mine: number, me: LockOwner): Promise<void> {
  const locks = join(folder, FOLDER);
  try {
    const newest = await newestLock(locks);
    if (newest !== mine) throw locked(folder, await ownerOf(locks, newest ?? mine));
    await deleteBelow(locks, mine);
  } catch (error) {
    await release(locks, mine, me);
    throw error;
  }
}

/** Who runs in a folder now, as far as can be told; undefined if nobody does. */
export async function lockOwner(folder: string): Promise<LockOwner | undefined> {
  const locks = join(folder, FOLDER);
  const newest = await newestLock(locks).catch(() => undefined);
  if (newest === undefined || (await isFree(locks, newest))) return undefined;
  return ownerOf(locks, newest);
}

/** Gives the draft its number, unless somebody else has it. A link holds its content from the start. */
async function claim(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    // Some file systems have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  }
  try {
    await writeFile(path, await readFile(draft), { flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Half a lock would keep everybody out.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function release(locks: string, mine: number, me: LockOwner): Promise<void> {
  const freed = join(locks, `draft-${me.nonce}`);
  if ((await ownerOf(locks, mine))?.nonce !== me.nonce) return;
  try {
    await writeFile(freed, JSON.stringify({ ...me, free: true }), { flush: true });
    await rename(freed, join(locks, String(mine)));
  } catch {
    // A lock that cannot be freed is that of a dead process soon.
    await rm(freed, { force: true }).catch(() => undefined);
  }
}

async function newestLock(locks: string): Promise<number | undefined> {
  const numbers = (await readdir(locks)).filter((name) => /^[0-9]+$/.test(name)).map(Number);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

async function deleteBelow(locks: string, mine: number): Promise<void> {
  for (const name of await readdir(locks)) {
    if (/^[0-9]+$/.test(name) && Number(name) < mine) await rm(join(locks, name), { force: true });
  }
}

async function ownerOf(locks: string, number: number): Promise<LockOwner | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(join(locks, String(number)), 'utf8'));
    return isOwner(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isOwner(found: unknown): found is LockOwner {
  if (typeof found !== 'object' || found === null) return false;
  const { host, pid, boot, started, nonce, free } = found as Partial<Record<keyof LockOwner, unknown>>;
  const areTexts = [host, boot, started, nonce].every((text) => typeof text === 'string');
  return areTexts && Number.isInteger(pid) && typeof free === 'boolean';
}

/** A lock that cannot be read is being made, or was left by another version: it is not free. */
async function isFree(locks: string, number: number): Promise<boolean> {
  const owner = await ownerOf(locks, number);
  if (owner === undefined) return false;
  return owner.free || (owner.host === hostname() && !isAlive(owner));
}

function isAlive(owner: LockOwner): boolean {
  if (owner.boot !== bootId()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const { state, started } = statOf(owner.pid);
  return owner.started === started && state !== 'Z';
}

function thisProcess(): Pick<LockOwner, 'host' | 'pid' | 'boot' | 'started'> {
  return { host: hostname(), pid: process.pid, boot: bootId(), started: statOf(process.pid).started };
}

function bootId(): string {
  return textOf('/proc/sys/kernel/random/boot_id').trim();
}

/** State (Z: dead, but its parent has not looked) and ticks from the start of the machine to that of the process. */
function statOf(pid: number): { readonly state: string; readonly started: string } {
  // Fields 3 and 22 of 52; the name before them, in parentheses, may hold spaces.
  const fields = textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function locked(folder: string, owner: LockOwner | undefined): GradvarError {
  const who =
    owner === undefined ? 'a lock that does not say whose it is' : `process ${owner.pid} on ${owner.host}`;
  const elsewhere = owner !== undefined && owner.host !== hostname();
  return new GradvarError(
    'FOLDER_LOCKED',
    EXIT.refused,
    `the folder ${folder} is in use by ${who}`,
    owner === undefined || elsewhere
      ? `if that run is gone for certain, remove ${join(folder, FOLDER)} and run the same command again`
      : 'wait for it to end, or choose another folder with --out',
  );
}
