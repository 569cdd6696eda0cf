import type { BatchResult } from '../../workers/batch-result.ts';
import type { Batch } from '../grid/batch.ts';
import type { Plan } from '../grid/plan.ts';
import type { Shard } from '../grid/shard.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FinishedCell } from '../results/measured-cell.ts';
import { computeCells } from './compute-cells.ts';
import { LONGEST_TIMER } from './longest-timer.ts';
import { computeMissing, type DoneBatch } from './compute.ts';
import type { ResolvedRunOptions } from './run-options.ts';
import { startWorkerPool, type WorkerPool } from './worker-pool.ts';

/** Batches that may be started ahead of the one merged next, for each worker: enough to bridge a slow one. */
const AHEAD_PER_WORKER = 16;

/** The same where none waits for another: enough that no worker does. What a cell needs next queues behind them. */
const UNDER_WAY_PER_WORKER = 4;

/** Open cells, and their sums in memory, for each worker: the cells of some batches, 32 blocks of 800 bytes each. */
const CELLS_PER_WORKER = 256;
const BYTES_PER_WORKER = 1 << 25;

/** One attempt at a plan: its workers, and how they are stopped. */
export interface Session {
  /** The batches that the ledger lacks, in plan order; ends early once the run is stopped. */
  readonly compute: (
    shard: Shard,
    onDone: (done: DoneBatch) => void,
  ) => AsyncGenerator<DoneBatch, void, void>;
  /** The cells of a plan with a precision, in plan order; ends early once the run is stopped. */
  readonly computeCells: (
    shard: Shard,
    onDone: (done: DoneBatch) => void,
  ) => AsyncGenerator<FinishedCell, void, void>;
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
  const runner = (onDone: (done: DoneBatch) => void) => ({
    targetNanoseconds: options.batchNanoseconds,
    stop: AbortSignal.any([signal, closed.signal]),
    startPool: () => {
      pool = startWorkerPool(workers, batchTimeoutMilliseconds, options.workerFile);
      return pool;
    },
    onDone,
  });
  return {
    compute: (shard, onDone) =>
      computeMissing(plan, ledger, { ...runner(onDone), shard, ahead: AHEAD_PER_WORKER * workers }),
    computeCells: (shard, onDone) =>
      computeCells(plan, ledger, {
        ...runner(onDone),
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
