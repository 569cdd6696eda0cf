import { batches } from '../grid/batches.ts';
import type { Plan } from '../grid/plan.ts';
import type { Shard } from '../grid/shard.ts';
import type { Ledger } from '../journal/ledger.ts';
import { batchRunner, type DoneBatch, type RunnerOptions } from './batch-runner.ts';
import { inOrder } from './in-order.ts';

export type { DoneBatch } from './batch-runner.ts';

export interface ComputeOptions extends RunnerOptions {
  readonly shard: Shard;
  /** Batches started ahead of the one that is yielded next. */
  readonly ahead: number;
  readonly targetNanoseconds: number;
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
  const { shard, stop, ahead, targetNanoseconds } = options;
  const missing = batches(plan, {
    shard,
    targetNanoseconds,
    needsBlock: (cell, block) => !ledger.hasBlock(cell, block),
    needsPoint: (point) => !ledger.hasPoint(point),
  });
  const { run, isDoubtful } = batchRunner(options);
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
