import { createReadStream } from 'node:fs';
import { gridId } from '../grid/grid-id.ts';
import type { Plan } from '../grid/plan.ts';
import { openDurably, type DurableFile } from '../results/durable-file.ts';
import { inputError } from '../results/input-error.ts';
import type { Ledger } from './ledger.ts';
import { encodeRecord } from './record.ts';

/**
 * Writes the good records of several journals of one grid into one.
 *
 * @throws GradvarError INPUT_UNREADABLE, OUTPUT_UNWRITABLE (50)
 */
export async function copyJournals(
  plan: Plan,
  journals: readonly string[],
  ends: Ledger['ends'],
  path: string,
): Promise<void> {
  const header = encodeRecord({ kind: 'journal', version: 1, grid: gridId(plan) });
  const file = await openDurably(path);
  try {
    await file.write(header);
    for (const [i, end] of ends.entries()) {
      const bytes = end === undefined ? 0 : end.kind === 'torn' ? end.goodBytes : end.bytes;
      // Every journal starts with the same header.
      if (bytes <= header.length) continue;
      await copyBytes(journals[i]!, header.length, bytes - 1, file);
    }
    await file.commit();
  } finally {
    await file.discard();
  }
}

/** Copies bytes `start` to `end`, both included. */
async function copyBytes(path: string, start: number, end: number, into: DurableFile): Promise<void> {
  try {
    for await (const piece of createReadStream(path, { start, end, highWaterMark: 1 << 20 })) {
      await into.write(piece as Buffer);
    }
  } catch (error) {
    throw inputError(path, error);
  }
}
