import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { writeDurably } from '../files/durable-file.ts';
import { makeFolder } from '../files/make-folder.ts';
import { FILES } from '../folder/folder-files.ts';
import { lockFolder } from '../folder/folder-lock.ts';
import { holdsSomething, take } from '../folder/results-folder.ts';
import { writeSeal } from '../folder/seal.ts';
import { namesOf, openTable } from '../folder/table-file.ts';
import { RATIO_COLUMNS, type RatioRow } from '../tables/columns/ratio-columns.ts';
import { ratioPackageText } from '../tables/data-package.ts';

/**
 * Writes ratio.csv, its description and their seal into a folder, which may hold those of an earlier time,
 * and returns the path of the table.
 *
 * @throws GradvarError FOLDER_OTHER_PLAN (40) for the folder of a run, FOLDER_LOCKED (40), OUTPUT_UNWRITABLE
 *   (50)
 */
export async function writeRatio(folder: string, rows: readonly RatioRow[]): Promise<string> {
  if (holdsSomething(folder)) throw otherResult(folder);
  await makeFolder(folder);
  const lock = await lockFolder(folder);
  try {
    await take(folder, FILES.seal);
    const description = ratioPackageText();
    const path = join(folder, FILES.ratio);
    const file = await openTable(path, namesOf(RATIO_COLUMNS));
    try {
      for (const row of rows) await file.add(row);
      const table = { ...(await file.commit()), rows: rows.length };
      const contents = {
        [FILES.ratio]: table,
        [FILES.dataPackage]: await writeDurably(join(folder, FILES.dataPackage), description),
      };
      const plan = createHash('sha256').update(description).digest('hex');
      await writeSeal(folder, { plan, shard: null, failedCells: 0 }, contents);
    } finally {
      await file.discard();
    }
    return path;
  } finally {
    await lock.release();
  }
}

function otherResult(folder: string): GradvarError {
  return new GradvarError(
    'FOLDER_OTHER_PLAN',
    EXIT.refused,
    `the folder ${folder} holds the results of a run`,
    'choose another folder with --out',
  );
}
