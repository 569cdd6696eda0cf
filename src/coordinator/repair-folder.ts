import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { repairJournal, type Repair } from '../journal/repair.ts';
import { syncFolder } from '../results/durable-file.ts';
import { FILES } from '../results/folder-files.ts';
import { lockFolder } from '../results/folder-lock.ts';
import { outputError } from '../results/output-error.ts';
import { planOfFolder } from '../results/results-folder.ts';
import { noResults } from './shard-checks.ts';

/**
 * Repairs the journal of a folder. The seal goes before anything else is changed: it would stand for what is lost, which
 * the next run computes, and seals again.
 *
 * @throws GradvarError INPUT_UNREADABLE, FOLDER_DAMAGED, OUTPUT_UNWRITABLE (50), FOLDER_LOCKED (40), JOURNAL_FOREIGN (41)
 */
export async function repairFolderJournal(folder: string): Promise<Repair> {
  const plan = await planOfFolder(folder);
  if (plan === undefined) throw noResults(folder);
  const lock = await lockFolder(folder);
  try {
    return await repairJournal(plan, join(folder, FILES.journal), () => unseal(folder));
  } finally {
    await lock.release();
  }
}

async function unseal(folder: string): Promise<void> {
  const seal = join(folder, FILES.seal);
  try {
    await unlink(seal);
    await syncFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw outputError(seal, error);
  }
}
