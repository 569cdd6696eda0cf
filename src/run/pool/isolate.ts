import { withoutWholes, type Batch } from '../../plan/batch.ts';
import type { BatchResult, PointResult, RunResult } from '../../plan/batch-result.ts';
import type { Outcome, WorkerPool } from './worker-pool.ts';

/** A batch and what became of it. */
export interface DoneBatch {
  readonly batch: Batch;
  readonly result: BatchResult;
}

/**
 * Runs a batch; if its worker is lost, runs each of its pieces once more on its own, so that only the piece
 * that kills a worker fails: then the batch that is done has no whole points, but their pieces. Never
 * rejects.
 */
export async function runIsolating(pool: WorkerPool<Batch, BatchResult>, batch: Batch): Promise<DoneBatch> {
  const whole = await pool.run(batch);
  if (whole.kind === 'done') return { batch, result: whole.result };
  const pieces = { ...withoutWholes(batch), gridTag: null };
  const points: PointResult[] = [];
  const runs: RunResult[] = [];
  let milliseconds = 0;
  for (const task of pieces.points) {
    const alone = await pool.run({ ...pieces, points: [task], runs: [] });
    points.push(
      pick(alone, (result) => result.points[0]) ?? {
        kind: 'failed',
        point: task.point,
        reason: reasonOf(alone),
      },
    );
    milliseconds += elapsed(alone);
  }
  for (const run of pieces.runs) {
    const { cell, first } = run;
    const alone = await pool.run({ ...pieces, points: [], runs: [run] });
    runs.push(
      pick(alone, (result) => result.runs[0]) ?? { kind: 'failed', cell, first, reason: reasonOf(alone) },
    );
    milliseconds += elapsed(alone);
  }
  return { batch: pieces, result: { points, runs, finished: [], lines: null, milliseconds } };
}

function pick<Piece>(
  outcome: Outcome<BatchResult>,
  of: (result: BatchResult) => Piece | undefined,
): Piece | undefined {
  return outcome.kind === 'done' ? of(outcome.result) : undefined;
}

function reasonOf(outcome: Outcome<BatchResult>): string {
  return outcome.kind === 'lost' ? outcome.reason : 'the worker answered nothing';
}

function elapsed(outcome: Outcome<BatchResult>): number {
  return outcome.kind === 'done' ? outcome.result.milliseconds : 0;
}
