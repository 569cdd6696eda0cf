import type { BatchResult } from '../../workers/batch-result.ts';
import { EXIT, GradvarError } from '../errors.ts';
import type { Batch } from '../grid/batch.ts';
import type { Plan } from '../grid/plan.ts';
import type { Shard } from '../grid/shard.ts';
import type { Ledger } from '../journal/ledger.ts';
import { LONGEST_TIMER } from './longest-timer.ts';
import { computeMissing, type DoneBatch } from './compute.ts';
import type { ResolvedRunOptions } from './run-options.ts';
import { startWorkerPool, type WorkerPool } from './worker-pool.ts';

/** Batches that may be started ahead of the one merged next, for each worker: enough to bridge a slow one. */
const AHEAD_PER_WORKER = 16;

/** One attempt at a plan: its workers, and how they are stopped. */
export interface Session {
  /** The batches that the ledger lacks, in plan order; ends early once the run is stopped. */
  readonly compute: (
    shard: Shard,
    onDone: (done: DoneBatch) => void,
  ) => AsyncGenerator<DoneBatch, void, void>;
  /** Ends all threads. */
  readonly close: () => Promise<void>;
}

export function startSession(plan: Plan, ledger: Ledger, options: ResolvedRunOptions): Session {
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
    compute: (shard, onDone) =>
      computeMissing(plan, ledger, {
        shard,
        stop: AbortSignal.any([signal, closed.signal]),
        ahead: AHEAD_PER_WORKER * workers,
        targetNanoseconds: options.batchNanoseconds,
        startPool: () => {
          pool = startWorkerPool(workers, batchTimeoutMilliseconds, options.workerFile);
          return pool;
        },
        onDone,
      }),
    async close() {
      closed.abort();
      signal.removeEventListener('abort', onStop);
      clearTimeout(timer);
      await pool?.destroy();
    },
  };
}

export function interrupted(): GradvarError {
  return new GradvarError('INTERRUPTED', EXIT.interrupted, 'the run was stopped before it ended');
}
