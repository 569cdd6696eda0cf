import { join } from 'node:path';
import { GradvarError } from '../errors.ts';
import { FILES } from '../folder/folder-files.ts';
import { readSeal, sealFindings } from '../folder/seal.ts';
import { RATIO_READER } from '../tables/reading/read-table.ts';
import type { Check, Verification } from './verification.ts';

const UNCHECKED =
  'whether the rows are those of the files of gradients (`gradvar ratio` again, and `compare`)';

/** Checks what `gradvar ratio --out` wrote: the seal and its files, and every row. */
export async function verifyRatio(folder: string): Promise<Verification> {
  return { checks: [await checkedSeal(folder), await checkedRows(folder)], unchecked: [UNCHECKED] };
}

async function checkedSeal(folder: string): Promise<Check> {
  return guarded(FILES.seal, async () => {
    const seal = await readSeal(folder);
    if (seal === undefined) return { result: 'incomplete', found: 'not sealed: the command has not ended' };
    // What describes the columns stands for a plan; that of another version is another.
    const description = seal.files.find(({ name }) => name === FILES.dataPackage)?.sha256 ?? '';
    const own = [FILES.ratio, FILES.dataPackage];
    const wrong = await sealFindings(folder, description, seal, own);
    return wrong.length > 0
      ? { result: 'damaged', found: wrong.join('; ') }
      : { result: 'ok', found: `${seal.files.map(({ name }) => name).join(', ')} as sealed` };
  });
}

async function checkedRows(folder: string): Promise<Check> {
  return guarded(FILES.ratio, async () => {
    let rows = 0;
    for await (const run of RATIO_READER.rows(join(folder, FILES.ratio))) rows += run.length;
    const sealed = (await readSeal(folder))?.files.find(({ name }) => name === FILES.ratio)?.rows ?? rows;
    return rows === sealed
      ? { result: 'ok', found: `${rows} rows` }
      : { result: 'damaged', found: `found ${rows} rows, expected ${sealed} as sealed` };
  });
}

async function guarded(what: string, look: () => Promise<Omit<Check, 'what'>>): Promise<Check> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    if (error instanceof GradvarError) return { what, result: 'damaged', found: error.message };
    throw error;
  }
}
