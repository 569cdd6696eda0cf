import { createReadStream, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { EXIT, GradvarError, usage } from '../errors.ts';
import { openDurably } from '../files/durable-file.ts';
import { FILES } from '../folder/folder-files.ts';
import { lockFolder } from '../folder/folder-lock.ts';
import { makeFolder } from '../files/make-folder.ts';
import { outputError } from '../files/output-error.ts';
import { openPlainFile } from '../files/plain-file.ts';
import { moveAside } from '../folder/results-folder.ts';
import { sealState } from '../folder/seal.ts';
import { TABLE_FILES } from '../tables/tables.ts';
import { compareBytes } from './identical.ts';
import type { ResultSource } from './result-source.ts';

/**
 * Beside the summary, what makes a baseline: all that is sealed and the seal, so that `verify` holds; small
 * enough for git.
 */
const KEPT: readonly string[] = [
  FILES.plan,
  FILES.dataPackage,
  FILES.seal,
  ...TABLE_FILES.filter((name) => name !== FILES.summary),
];

/** What a run leaves in its folder and a baseline does not have. */
const OF_A_RUN: readonly string[] = [FILES.journal, FILES.shard, FILES.manifest, FILES.timings, FILES.work];

/**
 * A baseline that was written: the path of its summary, and where what stood in its place is now, if a run
 * had.
 */
export interface WrittenBaseline {
  readonly summary: string;
  readonly aside: string | undefined;
}

/**
 * An edited result never becomes a baseline.
 *
 * @throws GradvarError RESULT_FOREIGN (41), FOLDER_DAMAGED (50) for a seal that cannot be read
 */
export async function refuseEdited(next: ResultSource): Promise<void> {
  const state = next.kind === 'folder' ? await sealState(next.label, next.plan, true) : next.seal;
  if (state !== 'changed') return;
  throw new GradvarError(
    'RESULT_FOREIGN',
    EXIT.foreign,
    `${next.label} was changed since it was sealed: it cannot become the baseline`,
    '`gradvar verify` tells what was changed; without its seal.json the same `gradvar run` makes the tables again',
  );
}

/**
 * Copies the summary of a result, with its plan, description and seal, onto a baseline: a folder, made if
 * need be, or a file if `base` ends in .csv. What the result lacks is taken away from the baseline, where it
 * would be another's. A folder in which a run left its journal or its times is moved aside as a whole: they
 * are not those of the baseline, and not to be lost.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE, INPUT_UNREADABLE (50), FOLDER_LOCKED (40), USAGE (2) for a result
 *   inside the baseline
 */
export async function updateBaseline(base: string, next: ResultSource): Promise<WrittenBaseline> {
  if (extname(base) === '.csv') {
    await copyDurably(next.summary, base);
    return { summary: base, aside: undefined };
  }
  const isRatio = basename(next.summary) === FILES.ratio;
  const summary = join(base, isRatio ? FILES.ratio : FILES.summary);
  if (existsSync(base) && next.kind === 'folder') {
    const [there, from] = [realpathSync(base), realpathSync(next.label)];
    if (there === from) return { summary, aside: undefined };
    if (from.startsWith(there + sep)) throw inside(base, next);
  }
  const aside = OF_A_RUN.some((name) => isThere(join(base, name))) ? await asideOf(base) : undefined;
  await makeFolder(base);
  try {
    for (const name of KEPT) {
      const hasFolder = next.kind === 'folder' || (isRatio && statSync(next.label).isDirectory());
      const from = hasFolder && name !== FILES.ratio ? join(next.label, name) : undefined;
      if (from !== undefined && existsSync(from)) await copyDurably(from, join(base, name));
      else await rm(join(base, name), { force: true });
    }
  } catch (error) {
    throw outputError(base, error);
  }
  await copyDurably(next.summary, summary);
  return { summary, aside };
}

async function asideOf(base: string): Promise<string> {
  const lock = await lockFolder(base);
  let now = base;
  try {
    now = await moveAside(base);
    return now;
  } finally {
    await lock.release(now);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

async function copyDurably(from: string, to: string): Promise<void> {
  if (lstatSync(to, { throwIfNoEntry: false })?.isFile() === true) {
    if ((await compareBytes(from, to)).kind === 'identical') return;
  }
  const source = openPlainFile(from);
  const file = await openDurably(to);
  try {
    const pieces = createReadStream(from, source === undefined ? {} : { fd: source.descriptor });
    for await (const piece of pieces) await file.write(piece as Buffer);
    await file.commit();
  } finally {
    await file.discard();
  }
}

function inside(base: string, { label }: ResultSource): GradvarError {
  return usage(
    `${label} lies inside ${base}, expected a baseline beside it`,
    'give the baseline a folder of its own',
  );
}
