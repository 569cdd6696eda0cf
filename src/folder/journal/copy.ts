import { createReadStream } from 'node:fs';
import { openDurably, type DurableFile } from '../../files/durable-file.ts';
import { inputError } from '../../files/input-error.ts';
import { openPlainFile } from '../../files/plain-file.ts';
import { damaged } from './journal-errors.ts';
import type { Ledger } from './ledger.ts';

/**
 * Writes the good lines of several journals of one plan into one, their headers included: each says whose the
 * lines are.
 *
 * @throws GradvarError INPUT_UNREADABLE, OUTPUT_UNWRITABLE (50)
 */
export async function copyJournals(
  journals: readonly string[],
  ends: Ledger['ends'],
  path: string,
): Promise<void> {
  const file = await openDurably(path);
  try {
    for (const [i, end] of ends.entries()) {
      const bytes = end === undefined ? 0 : goodBytes(end);
      if (bytes > 0) await copyBytes(journals[i]!, 0, bytes, file);
    }
    await file.commit();
  } finally {
    await file.discard();
  }
}

/** Bytes of a journal up to the end of its last record. */
export function goodBytes(end: Exclude<Ledger['ends'][number], undefined>): number {
  return end.kind === 'torn' ? end.goodBytes : end.bytes;
}

/**
 * Copies the bytes from `start` to before `end`. @throws GradvarError INPUT_UNREADABLE, OUTPUT_UNWRITABLE
 * (50)
 */
export async function copyBytes(path: string, start: number, end: number, into: DurableFile): Promise<void> {
  const fd = openPlainFile(path)?.descriptor;
  if (fd === undefined) throw damaged(path, 'it vanished while it was being read');
  try {
    const pieces = createReadStream(path, { fd, start, end: end - 1, highWaterMark: 1 << 20 });
    for await (const piece of pieces) await into.write(piece as Buffer);
  } catch (error) {
    throw inputError(path, error);
  }
}
