import { join } from 'node:path';
import { FILES } from '../folder/folder-files.ts';
import { namesOf, openTable } from '../folder/table-file.ts';
import { TIMING_COLUMNS } from '../tables/timings.ts';
import type { DoneBatch } from './pool/isolate.ts';
import { blocksOfWork, drawsOfWork } from './progress-watch.ts';

/** timings.csv of one attempt: a row for each of its batches, in the order in which they ended. */
export interface TimingsFile {
  readonly add: (done: DoneBatch) => void;
  /** Draws of all batches so far. */
  readonly draws: () => number;
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function openTimings(folder: string): Promise<TimingsFile> {
  const table = await openTable(join(folder, FILES.timings), namesOf(TIMING_COLUMNS));
  let total = 0;
  return {
    add({ batch, result: { milliseconds } }) {
      const draws = drawsOfWork(batch);
      total += draws;
      const blocks = blocksOfWork(batch);
      const points = batch.points.length + batch.wholes.length;
      // A failure is told by commit.
      table.add({ batch: batch.index, blocks, points, draws, milliseconds })?.catch(() => undefined);
    },
    draws: () => total,
    async commit() {
      await table.commit();
    },
    discard: () => table.discard(),
  };
}
