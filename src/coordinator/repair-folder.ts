import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repairJournal, type Repair } from '../journal/repair.ts';
import { FILES } from '../results/folder-files.ts';
import { lockFolder } from '../results/folder-lock.ts';
import { planOfFolder } from '../results/results-folder.ts';
import { noResults } from './shard-checks.ts';

/**
 * Repairs the journal of a folder. The seal goes with what was lost: the next run computes that and seals again.
 *
 * @throws GradvarError INPUT_UNREADABLE, FOLDER_DAMAGED, OUTPUT_UNWRITABLE (50), FOLDER_LOCKED (40)
 */
export async function repairFolderJournal(folder: string): Promise<Repair> {
  const plan = await planOfFolder(folder);
  if (plan === undefined) throw noResults(folder);
  const lock = await lockFolder(folder);
  try {
    const repair = await repairJournal(plan, join(folder, FILES.journal));
    if (repair.kind === 'repaired') await rm(join(folder, FILES.seal), { force: true });
    return repair;
  } finally {
    await lock.release();
  }
}
