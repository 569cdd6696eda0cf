import { randomUUID } from 'node:crypto';
import { link, lstat, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { removeLeftovers } from '../files/durable-file.ts';
import { FILES } from './folder-files.ts';
import { canSee, isGone, parseOwner, thisProcess, type LockOwner } from './lock-owner.ts';
import { makeInnerFolder } from '../files/make-folder.ts';
import { outputError } from '../files/output-error.ts';
import { readPlainText } from '../files/plain-file.ts';
import { TABLE_FILES } from '../tables/tables.ts';

/*
 * One run a folder. `.lock/` holds numbered files: who makes the one with the next number, exclusively, has
 * the folder. A lock is freed by saying so in its own file and never by deleting it, and only lower numbers
 * are deleted: so two runs that find the same dead owner try to make the same next file, and one of them
 * fails.
 */

export interface FolderLock {
  /** Frees the lock, unless it is another's by now; `now` is where the folder is, if it was moved. */
  readonly release: (now?: string) => Promise<void>;
}

const FOLDER = '.lock';

/** Names of locks; more digits than a number holds exactly are none that gradvar made. */
const NUMBER = /^[1-9][0-9]{0,14}$/;

/** Most bytes of a lock. */
const MOST_BYTES = 4096;

/** How often a failed release is tried at once, and the pause before it is tried again later. */
const ATTEMPTS = 3;
const PAUSE_MILLISECONDS = 5000;

/**
 * Locks that this process ended and could not free, by nonce. Module state, for it must outlive each call:
 * whoever runs in this process next knows them as free. A list of the locks in use would not do: a worker or
 * a second copy of this module would take those of the others for free.
 */
const ended = new Set<string>();

/** What only the owner of the lock writes; reports and work.csv are written without it. */
const OWNED: readonly string[] = [
  ...Object.values(FILES).filter((name) => name !== FILES.work),
  ...TABLE_FILES,
];

/**
 * Takes the lock of a folder, or says who has it. An owner that is gone for certain is succeeded; none else
 * ever is.
 *
 * @throws GradvarError FOLDER_LOCKED (40), OUTPUT_UNWRITABLE (50)
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const locks = join(folder, FOLDER);
  const me: LockOwner = { ...thisProcess(), nonce: randomUUID(), free: false };
  let draft: string | undefined;
  try {
    await makeInnerFolder(locks);
    const newest = await newestLock(locks);
    if (newest !== undefined && !isFree(locks, newest)) throw locked(folder, ownerOf(locks, newest));
    const mine = (newest ?? 0) + 1;
    draft = await writeDraft(locks, me);
    const isMine = await claim(draft, join(locks, String(mine)), me);
    if (!isMine) throw locked(folder, ownerOf(locks, (await newestLock(locks)) ?? mine));
    await keepOrFree(folder, mine, me);
    await removeLeftovers(folder, OWNED);
    return { release: (now = folder) => release(join(now, FOLDER), mine, me) };
  } catch (error) {
    throw outputError(locks, error);
  } finally {
    if (draft !== undefined) await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Under a name that nobody knows before. */
async function writeDraft(locks: string, owner: LockOwner): Promise<string> {
  const draft = join(locks, `draft-${randomUUID()}`);
  try {
    await writeFile(draft, JSON.stringify(owner), { flag: 'wx', flush: true });
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  return draft;
}

/** Ends the claim of a number: a slow process may have taken one that was used and deleted before. */
async function keepOrFree(folder: string, mine: number, me: LockOwner): Promise<void> {
  const locks = join(folder, FOLDER);
  try {
    const newest = await newestLock(locks);
    if (newest !== mine) throw locked(folder, ownerOf(locks, newest ?? mine));
    await deleteBelow(locks, mine);
  } catch (error) {
    await release(locks, mine, me);
    throw error;
  }
}

/** Who runs in a folder now, as far as can be told; undefined if nobody does. */
export async function lockOwner(folder: string): Promise<LockOwner | undefined> {
  const locks = join(folder, FOLDER);
  const there = await lstat(locks).catch(() => undefined);
  const newest = there?.isDirectory() === true ? await newestLock(locks).catch(() => undefined) : undefined;
  return newest === undefined || isFree(locks, newest) ? undefined : ownerOf(locks, newest);
}

/** Gives the draft its number, unless somebody else has it. A link holds its content from the start. */
async function claim(draft: string, path: string, me: LockOwner): Promise<boolean> {
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
    await writeFile(path, JSON.stringify(me), { flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Half a lock would keep everybody out.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Never fails: what cannot be freed now is freed later, or is that of a dead process soon. */
async function release(locks: string, mine: number, me: LockOwner): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) if (await isFreed(locks, mine, me)) return;
  ended.add(me.nonce);
  setTimeout(() => void release(locks, mine, me), PAUSE_MILLISECONDS).unref();
}

/** Frees a lock; true if it is, or is another's by now. */
async function isFreed(locks: string, mine: number, me: LockOwner): Promise<boolean> {
  let draft: string | undefined;
  try {
    const text = readPlainText(join(locks, String(mine)), MOST_BYTES);
    if (text === undefined || parseOwner(text)?.nonce !== me.nonce) return true;
    draft = await writeDraft(locks, { ...me, free: true });
    await rename(draft, join(locks, String(mine)));
    return true;
  } catch {
    if (draft !== undefined) await rm(draft, { force: true }).catch(() => undefined);
    return false;
  }
}

async function newestLock(locks: string): Promise<number | undefined> {
  const numbers = (await readdir(locks)).filter((name) => NUMBER.test(name)).map(Number);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

async function deleteBelow(locks: string, mine: number): Promise<void> {
  for (const name of await readdir(locks)) {
    if (NUMBER.test(name) && Number(name) < mine) await rm(join(locks, name), { force: true });
  }
}

function ownerOf(locks: string, number: number): LockOwner | undefined {
  try {
    const text = readPlainText(join(locks, String(number)), MOST_BYTES);
    return text === undefined ? undefined : parseOwner(text);
  } catch {
    return undefined;
  }
}

/** A lock that cannot be read is being made, or was left by another version: it is not free. */
function isFree(locks: string, number: number): boolean {
  const owner = ownerOf(locks, number);
  return owner !== undefined && (owner.free || ended.has(owner.nonce) || isGone(owner));
}

function locked(folder: string, owner: LockOwner | undefined): GradvarError {
  const here = thisProcess();
  const isSeen = owner !== undefined && canSee(here, owner);
  const where = owner?.host === here.host && !isSeen ? ', which cannot be seen from here' : '';
  const who =
    owner === undefined
      ? 'a lock that does not say whose it is'
      : `process ${owner.pid} on ${owner.host}${where}`;
  return new GradvarError(
    'FOLDER_LOCKED',
    EXIT.refused,
    `the folder ${folder} is in use by ${who}`,
    isSeen
      ? 'wait for it to end, or choose another folder with --out'
      : `if that run is gone for certain, remove ${join(folder, FOLDER)} and run the same command again`,
  );
}
