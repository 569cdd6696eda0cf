import type { BatchResult } from '../../plan/batch-result.ts';
import type { Batch } from '../../plan/batch.ts';
import { runIsolating, type DoneBatch } from './isolate.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface RunnerOptions {
  /** Once aborted no further batch is started; those under way still come. */
  readonly stop: AbortSignal;
  /** Started with the first batch: where nothing is missing no thread is needed. */
  readonly startPool: () => WorkerPool<Batch, BatchResult>;
  /** Called as soon as a batch is done, in any order; not for one that the stop may have spoilt. */
  readonly onDone: (done: DoneBatch) => void;
}

/** Runs batches on workers. */
export interface BatchRunner {
  /** Rejects only with what `onDone` threw. */
  readonly run: (batch: Batch) => Promise<DoneBatch>;
  /** Whether a batch has a failure that may come from the end of the workers: it is not done. */
  readonly isDoubtful: (done: DoneBatch) => boolean;
}

export function batchRunner({ stop, startPool, onDone }: RunnerOptions): BatchRunner {
  let pool: WorkerPool<Batch, BatchResult> | undefined;
  const isDoubtful = ({ result }: DoneBatch) =>
    stop.aborted && [...result.points, ...result.runs].some(({ kind }) => kind === 'failed');
  return {
    async run(batch) {
      pool ??= startPool();
      const done = await runIsolating(pool, batch);
      if (!isDoubtful(done)) onDone(done);
      return done;
    },
    isDoubtful,
  };
}
