import type { BatchResult } from '../../workers/batch-result.ts';
import type { Batch } from '../grid/batch.ts';
import { batches } from '../grid/batches.ts';
import type { Plan } from '../grid/plan.ts';
import type { Shard } from '../grid/shard.ts';
import type { Ledger } from '../journal/ledger.ts';
import { inOrder } from './in-order.ts';
import { runIsolating } from './isolate.ts';
import type { WorkerPool } from './worker-pool.ts';

/** A batch and what became of it. */
export interface DoneBatch {
  readonly batch: Batch;
  readonly result: BatchResult;
}

export interface ComputeOptions {
  readonly shard: Shard;
  /** Once aborted no further batch is started; those under way still come. */
  readonly stop: AbortSignal;
  /** Batches started ahead of the one that is yielded next. */
  readonly ahead: number;
  readonly targetNanoseconds: number;
  /** Started with the first batch: where nothing is missing no thread is needed. */
  readonly startPool: () => WorkerPool<Batch, BatchResult>;
  /** Called as soon as a batch is done, in any order; not for one that the stop may have spoilt. */
  readonly onDone: (done: DoneBatch) => void;
}

/**
 * Computes what the ledger does not hold of a shard of a plan; yields the batches in plan order. Never rejects.
 *
 * Once stopped it ends before the first batch with a failure: that may come from the end of the workers.
 */
export async function* computeMissing(
  plan: Plan,
  ledger: Ledger,
  options: ComputeOptions,
): AsyncGenerator<DoneBatch, void, void> {
  const { shard, stop, ahead, targetNanoseconds, startPool, onDone } = options;
  const missing = batches(plan, {
    shard,
    targetNanoseconds,
    needsBlock: (cell, block) => !ledger.hasBlock(cell, block),
    needsPoint: (point) => !ledger.hasPoint(point),
  });
  let pool: WorkerPool<Batch, BatchResult> | undefined;
  const run = async (batch: Batch): Promise<DoneBatch> => {
    pool ??= startPool();
    const done = { batch, result: await runIsolating(pool, batch) };
    if (!isDoubtful(done)) onDone(done);
    return done;
  };
  const isDoubtful = ({ result }: DoneBatch) =>
    stop.aborted && [...result.points, ...result.runs].some(({ kind }) => kind === 'failed');
  for await (const done of inOrder(until(stop, missing), run, ahead)) {
    if (isDoubtful(done)) return;
    yield done;
  }
}

/** The items until the signal. */
function* until<Item>(stop: AbortSignal, items: Iterable<Item>): Generator<Item> {
  for (const item of items) {
    if (stop.aborted) return;
    yield item;
  }
}
