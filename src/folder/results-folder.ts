import { existsSync, lstatSync } from 'node:fs';
import { rename, rm, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { planId, planJson } from '../plan/canonical.ts';
import type { Plan } from '../plan/plan.ts';
import { onlyMoreTrials, planDifferences } from '../plan/plan-difference.ts';
import type { Shard } from '../plan/shard.ts';
import { dataPackageText } from '../tables/data-package.ts';
import { syncFolder, writeDurably, type FileDigest } from '../files/durable-file.ts';
import { FILES } from './folder-files.ts';
import { outputError } from '../files/output-error.ts';
import { readPlainText } from '../files/plain-file.ts';
import { writeShardName } from './shard-name.ts';
import { TABLE_FILES } from '../tables/tables.ts';

/** Whether there is a plan, a journal or a summary in a folder. */
export function holdsSomething(folder: string): boolean {
  return [FILES.plan, FILES.journal, FILES.summary].some((name) => isThere(folder, name));
}

/** Whether `gradvar ratio --out` wrote a folder. */
export function holdsRatio(folder: string): boolean {
  return !holdsSomething(folder) && isThere(folder, FILES.ratio);
}

function isThere(folder: string, name: string): boolean {
  return lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
}

/**
 * Moves a folder aside, to the first free one of FOLDER.old-1, FOLDER.old-2, …, and returns its new name.
 * Nothing is ever deleted.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE (50)
 */
export async function moveAside(folder: string): Promise<string> {
  for (let i = 1; ; i += 1) {
    const aside = `${resolve(folder)}.old-${i}`;
    if (existsSync(aside)) continue;
    try {
      await rename(folder, aside);
    } catch (error) {
      throw outputError(aside, error);
    }
    return aside;
  }
}

/**
 * The plan of a folder; undefined if it holds none. One that is known already is not checked again.
 *
 * @throws GradvarError FOLDER_DAMAGED (50) if plan.json is no plan, FOLDER_FOREIGN (41) if it is of another
 *   version, INPUT_UNREADABLE (50)
 */
export async function planOfFolder(folder: string, known?: Plan): Promise<Plan | undefined> {
  const path = join(folder, FILES.plan);
  const text = readPlainText(path);
  if (text === undefined) return undefined;
  if (known !== undefined && text === planJson(known)) return known;
  const { storedPlan } = await import('../config/stored-plan.ts');
  return storedPlan(path, text);
}

/**
 * Whether a folder can be gone on with: it holds nothing yet, this plan, or the same with fewer trials.
 *
 * @throws GradvarError FOLDER_OTHER_PLAN (40), FOLDER_DAMAGED, INPUT_UNREADABLE (50)
 */
export async function refuseOtherPlan(folder: string, plan: Plan): Promise<'same' | 'more trials'> {
  const there = await planOfFolder(folder, plan);
  if (there === undefined || planId(there) === planId(plan)) return 'same';
  if (!onlyMoreTrials(there, plan)) throw otherPlan(folder, there, plan);
  return 'more trials';
}

/**
 * Makes the folder that of this plan: writes plan.json and datapackage.json where they are missing or have
 * fewer trials, and takes away the seal. Blocks that it holds stay good.
 *
 * @throws GradvarError FOLDER_OTHER_PLAN (40), FOLDER_DAMAGED, OUTPUT_UNWRITABLE (50)
 */
export async function claimForPlan(
  folder: string,
  plan: Plan,
  shard: Shard | null,
): Promise<Readonly<Record<string, FileDigest>>> {
  const change = await refuseOtherPlan(folder, plan);
  await take(folder, FILES.seal, ...(change === 'more trials' ? TABLE_FILES : []));
  if (shard === null) await take(folder, FILES.shard);
  else await writeShardName(folder, shard);
  return {
    [FILES.plan]: await writeDurably(join(folder, FILES.plan), planJson(plan)),
    [FILES.dataPackage]: await writeDurably(join(folder, FILES.dataPackage), dataPackageText(plan)),
  };
}

/** Refuses to start where the disk has less room than the results are estimated to take. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Infinity, bsize: 1 }));
  if (bavail * bsize >= bytes) return;
  const megabytes = (count: number) => `${(count / 1e6).toFixed(1)} MB`;
  throw new GradvarError(
    'OUTPUT_UNWRITABLE',
    EXIT.io,
    `${folder} has ${megabytes(bavail * bsize)} free, and the results are estimated to take ${megabytes(bytes)}`,
    'free some space, or choose a folder on another disk with --out',
  );
}

/** Takes files away, for good before anything else is done. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function take(folder: string, ...names: readonly string[]): Promise<void> {
  try {
    for (const name of names) await rm(join(folder, name), { force: true });
    await syncFolder(folder);
  } catch (error) {
    throw outputError(folder, error);
  }
}

function otherPlan(folder: string, there: Plan, here: Plan): GradvarError {
  const [old, own] = [planId(there).slice(0, 12), planId(here).slice(0, 12)];
  const differences = planDifferences(there, here).map((line) => `  ${line}`);
  return new GradvarError(
    'FOLDER_OTHER_PLAN',
    EXIT.refused,
    [`the folder ${folder} holds the results of another plan (${old}, this one is ${own})`, ...differences],
    'choose another folder with --out, or start afresh with --restart, which moves the old one aside',
  );
}
