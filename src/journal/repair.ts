import { closeSync, openSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { gridId } from '../grid/grid-id.ts';
import type { Plan } from '../grid/plan.ts';
import { openDurably } from '../results/durable-file.ts';
import { outputError } from '../results/output-error.ts';
import { inputError } from '../results/input-error.ts';
import { encodeRecord, type JournalRecord } from './record.ts';
import { scanJournal } from './scan.ts';

/** What a repair did. */
export type Repair =
  { readonly kind: 'sound' } | { readonly kind: 'repaired'; readonly kept: number; readonly aside: string };

/**
 * Writes the good records of a damaged journal anew and moves the old file aside; what was lost is computed again by the
 * next run.
 *
 * @throws GradvarError INPUT_UNREADABLE, OUTPUT_UNWRITABLE (50)
 */
export async function repairJournal(plan: Plan, path: string): Promise<Repair> {
  const records: JournalRecord[] = [];
  const grid = gridId(plan);
  const file = openToRead(path);
  let headers = 0;
  try {
    const end = scanJournal(file, ({ record }) => {
      if (record.kind !== 'journal') records.push(record);
      else if (record.grid === grid) headers += 1;
    });
    if (end.kind !== 'damaged' && headers === 1) return { kind: 'sound' };
  } finally {
    closeSync(file);
  }
  const aside = await freeName(`${path}.damaged`);
  const repaired = await openDurably(path);
  try {
    await repaired.write(encodeRecord({ kind: 'journal', version: 1, grid }));
    for (const record of records) await repaired.write(encodeRecord(record));
    await rename(path, aside).catch((error: unknown) => {
      throw outputError(aside, error);
    });
    await repaired.commit();
  } finally {
    await repaired.discard();
  }
  return { kind: 'repaired', kept: records.length, aside };
}

function openToRead(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw inputError(path, error);
  }
}

async function freeName(name: string): Promise<string> {
  for (let i = 1; ; i += 1) {
    const free = await stat(`${name}-${i}`).then(
      () => false,
      () => true,
    );
    if (free) return `${name}-${i}`;
  }
}
