import type { BatchResult } from '../plan/batch-result.ts';
import type { Batch } from '../plan/batch.ts';
import type { Plan } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { DoneBatch } from './pool/isolate.ts';
import type { Courses } from './cell-course.ts';
import { computeCells } from './compute.ts';
import { LONGEST_TIMER } from './pool/longest-timer.ts';
import type { ResolvedRunOptions } from './run-options.ts';
import { startWorkerPool, type WorkerPool } from './pool/worker-pool.ts';

/** Batches under way, for each worker: enough that none waits. What a cell needs next queues behind them. */
const UNDER_WAY_PER_WORKER = 4;

/**
 * Open cells, and their sums in memory, for each worker: the cells of some batches, 32 blocks of 800 bytes
 * each.
 */
const CELLS_PER_WORKER = 4096;
const BYTES_PER_WORKER = 1 << 25;

/** What journals hold already, and what new lines name; null where the workers are to write none. */
export interface Journaled {
  readonly ledger: Ledger;
  readonly gridTag: string | null;
}

/** One attempt at a plan: its workers, and how they are stopped. */
export interface Session {
  /** What the cells of a shard come to, in plan order; ends early once the run is stopped. */
  readonly compute: <End>(
    shard: Shard,
    courses: Courses<End>,
    onDone: (done: DoneBatch) => void,
  ) => AsyncGenerator<End, void, void>;
  /** Ends all threads. */
  readonly close: () => Promise<void>;
}

export function startSession(
  plan: Plan,
  { ledger, gridTag }: Journaled,
  options: ResolvedRunOptions,
): Session {
  const { workers, signal, graceMilliseconds, batchTimeoutMilliseconds } = options;
  let pool: WorkerPool<Batch, BatchResult> | undefined;
  let timer: NodeJS.Timeout | undefined;
  // What is under way when the session closes does not fail: it is not done.
  const closed = new AbortController();
  const onStop = () => {
    timer = setTimeout(() => void pool?.destroy(), Math.min(graceMilliseconds, LONGEST_TIMER));
  };
  signal.addEventListener('abort', onStop, { once: true });
  return {
    compute: (shard, courses, onDone) =>
      computeCells(plan, ledger, courses, {
        gridTag,
        targetNanoseconds: options.batchNanoseconds,
        stop: AbortSignal.any([signal, closed.signal]),
        startPool: () => {
          pool = startWorkerPool(workers, batchTimeoutMilliseconds, options.workerFile);
          return pool;
        },
        onDone,
        shard,
        ahead: UNDER_WAY_PER_WORKER * workers,
        mostCells: CELLS_PER_WORKER * workers,
        mostBytes: BYTES_PER_WORKER * workers,
      }),
    async close() {
      closed.abort();
      signal.removeEventListener('abort', onStop);
      clearTimeout(timer);
      await pool?.destroy();
    },
  };
}
