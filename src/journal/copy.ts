import { createReadStream } from 'node:fs';
import { gridId } from '../grid/grid-id.ts';
import type { Plan } from '../grid/plan.ts';
import { openDurably } from '../results/durable-file.ts';
import type { Ledger } from './ledger.ts';
import { encodeRecord } from './record.ts';

/**
 * Writes the good records of several journals of one grid into one.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE (50)
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
      const stream = createReadStream(journals[i]!, {
        start: header.length,
        end: bytes - 1,
        highWaterMark: 1 << 20,
      });
      for await (const piece of stream) await file.write(piece as Buffer);
    }
    await file.commit();
  } finally {
    await file.discard();
  }
}
