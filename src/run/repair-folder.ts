import { join } from 'node:path';
import { GradvarError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { repairJournal, type Repair } from '../folder/journal/repair.ts';
import { writeDurably } from '../files/durable-file.ts';
import { FILES } from '../folder/folder-files.ts';
import { lockFolder } from '../folder/folder-lock.ts';
import { readPlainText } from '../files/plain-file.ts';
import { planOfFolder, take } from '../folder/results-folder.ts';
import { noResults } from './shard-checks.ts';

/**
 * Repairs the journal of a folder. The seal goes before anything else is changed: it would stand for what is
 * lost, which the next run computes, and seals again.
 *
 * @throws GradvarError INPUT_UNREADABLE, FOLDER_DAMAGED, OUTPUT_UNWRITABLE (50), FOLDER_LOCKED (40),
 *   JOURNAL_FOREIGN (41)
 */
export async function repairFolderJournal(folder: string): Promise<Repair> {
  const plan = await planOfFolder(folder);
  if (plan === undefined) throw noResults(folder);
  const lock = await lockFolder(folder);
  try {
    return await repair(folder, plan);
  } finally {
    await lock.release();
  }
}

/**
 * Ends a repair that was asked for and did not come to its end. Domain: a locked folder.
 *
 * @returns undefined if none was begun.
 * @throws GradvarError as `repairFolderJournal`
 */
export async function endBegunRepair(folder: string, plan: Plan): Promise<Repair | undefined> {
  return readPlainText(join(folder, FILES.repair)) === undefined ? undefined : repair(folder, plan);
}

async function repair(folder: string, plan: Plan): Promise<Repair> {
  await writeDurably(join(folder, FILES.repair), '');
  try {
    const done = await repairJournal(plan, join(folder, FILES.journal), () => take(folder, FILES.seal));
    await take(folder, FILES.repair);
    return done;
  } catch (error) {
    // A journal of another format is never repaired: nothing was begun.
    if (error instanceof GradvarError && error.code === 'JOURNAL_FOREIGN') await take(folder, FILES.repair);
    throw error;
  }
}
