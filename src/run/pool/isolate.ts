import type { Batch } from '../../plan/batch.ts';
import type { BatchResult, PointResult, RunResult } from '../../plan/batch-result.ts';
import type { Outcome, WorkerPool } from './worker-pool.ts';

/**
 * Runs a batch; if its worker is lost, runs each of its pieces once more on its own, so that only the piece
 * that kills a worker fails. Never rejects.
 */
export async function runIsolating(pool: WorkerPool<Batch, BatchResult>, batch: Batch): Promise<BatchResult> {
  const whole = await pool.run(batch);
  if (whole.kind === 'done') return whole.result;
  const points: PointResult[] = [];
  const runs: RunResult[] = [];
  let milliseconds = 0;
  for (const task of batch.points) {
    const alone = await pool.run({ ...batch, points: [task], runs: [] });
    points.push(
      pick(alone, (result) => result.points[0]) ?? {
        kind: 'failed',
        point: task.point,
        reason: reasonOf(alone),
      },
    );
    milliseconds += elapsed(alone);
  }
  for (const run of batch.runs) {
    const { cell, first } = run;
    const alone = await pool.run({ ...batch, points: [], runs: [run] });
    runs.push(
      pick(alone, (result) => result.runs[0]) ?? { kind: 'failed', cell, first, reason: reasonOf(alone) },
    );
    milliseconds += elapsed(alone);
  }
  return { points, runs, milliseconds };
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
