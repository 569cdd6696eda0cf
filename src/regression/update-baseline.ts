import { createReadStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { openDurably } from '../results/durable-file.ts';
import { FILES } from '../results/folder-files.ts';
import { makeFolder } from '../results/make-folder.ts';
import { outputError } from '../results/output-error.ts';
import { TABLE_FILES } from '../results/tables.ts';
import { compareBytes } from './identical.ts';
import type { ResultSource } from './result-source.ts';

/** Beside the summary, what makes a baseline: all that is sealed and the seal, so that `verify` holds; small enough for git. */
const KEPT: readonly string[] = [
  FILES.plan,
  FILES.dataPackage,
  FILES.seal,
  ...TABLE_FILES.filter((name) => name !== FILES.summary),
];

/**
 * Copies the summary of a result, with its plan, description and seal, onto a baseline: a folder, made if need be, or a file if `base`
 * ends in .csv; returns the path of its summary. What the result lacks is taken away from the baseline, where it would be another's.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE, INPUT_UNREADABLE (50)
 */
export async function updateBaseline(base: string, next: ResultSource): Promise<string> {
  if (extname(base) === '.csv') {
    await copyDurably(next.summary, base);
    return base;
  }
  await makeFolder(base);
  try {
    for (const name of KEPT) {
      const from = next.kind === 'folder' ? join(next.label, name) : undefined;
      if (from !== undefined && existsSync(from)) await copyDurably(from, join(base, name));
      else await rm(join(base, name), { force: true });
    }
  } catch (error) {
    throw outputError(base, error);
  }
  const summary = join(base, FILES.summary);
  await copyDurably(next.summary, summary);
  return summary;
}

async function copyDurably(from: string, to: string): Promise<void> {
  if (existsSync(to) && (await compareBytes(from, to)).kind === 'identical') return;
  const file = await openDurably(to);
  try {
    for await (const piece of createReadStream(from)) await file.write(piece as Buffer);
    await file.commit();
  } finally {
    await file.discard();
  }
}
