import type { BatchResult } from '../../plan/batch-result.ts';
import type { Batch } from '../../plan/batch.ts';
import { encodeRecord, MOST_BLOCKS, MOST_REASON, trialsOfBlocks, type JournalRecord } from './record.ts';

/** A batch without whole points, and what came of its points and runs. */
export interface DonePieces {
  readonly batch: Pick<Batch, 'trials' | 'runs'>;
  readonly result: Pick<BatchResult, 'points' | 'runs'>;
}

/**
 * What a journal keeps of a batch; no record is longer than a reader takes.
 *
 * @param grid `gridTag` of the plan
 */
export function* batchRecords(
  grid: string,
  { batch, result }: DonePieces,
): Generator<JournalRecord, void, void> {
  for (const found of result.points) {
    const kept = found.kind === 'exact' ? found : { ...found, reason: found.reason.slice(0, MOST_REASON) };
    yield { kind: 'point', grid, result: kept };
  }
  for (const [i, found] of result.runs.entries()) {
    const { cell, first: start, count: all, m } = batch.runs[i]!;
    if (found.kind === 'failed') {
      const reason = found.reason.slice(0, MOST_REASON);
      yield { kind: 'failed', grid, cell, first: start, count: all, reason };
      continue;
    }
    const length = found.sums.length / all;
    for (let from = 0; from < all; from += MOST_BLOCKS) {
      const [first, count] = [start + from, Math.min(MOST_BLOCKS, all - from)];
      const trials = trialsOfBlocks(batch.trials, m, first, count);
      const sums = found.sums.subarray(from * length, (from + count) * length);
      yield { kind: 'blocks', grid, cell, first, count, trials, sums };
    }
  }
}

/** The same as lines. */
export function batchLines(grid: string, done: DonePieces): Uint8Array {
  return Buffer.concat([...batchRecords(grid, done)].map(encodeRecord));
}
