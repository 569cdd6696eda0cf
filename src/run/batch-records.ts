import type { Plan } from '../plan/plan.ts';
import { MOST_BLOCKS, MOST_REASON } from '../folder/journal/line-reader.ts';
import { gridTag, trialsOfBlocks, type JournalRecord } from '../folder/journal/record.ts';
import type { DoneBatch } from './pool/batch-runner.ts';

/** What the journal of a grid keeps of a batch; no record is longer than a reader takes. */
export function batchRecords(
  plan: Plan,
  gridOfPlan: string,
): (done: DoneBatch) => Generator<JournalRecord, void, void> {
  const grid = gridTag(gridOfPlan);
  return function* ({ batch, result }) {
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
        const trials = trialsOfBlocks(plan.trials, m, first, count);
        const sums = found.sums.subarray(from * length, (from + count) * length);
        yield { kind: 'blocks', grid, cell, first, count, trials, sums };
      }
    }
  };
}
