import type { BatchResult } from '../../workers/batch-result.ts';
import type { Batch } from '../grid/batch.ts';
import { blockTrials } from '../grid/blocks.ts';
import { estimatePlan } from '../grid/estimate.ts';
import type { Plan } from '../grid/plan.ts';
import type { SummaryRow } from '../results/columns.ts';
import type { MeasuredCell } from '../results/measured-cell.ts';
import { cellRows } from '../results/rows.ts';
import type { Timing } from '../results/timings.ts';
import { measureCells } from './measure.ts';
import { resolveRunOptions, type ResolvedRunOptions, type RunOptions } from './run-options.ts';
import { startWorkerPool, workerFile } from './worker-pool.ts';

/** A cell that is done: its rows, in the order of components and estimator pairs. */
export interface FinishedCell {
  readonly done: MeasuredCell;
  readonly rows: readonly SummaryRow[];
}

/** Batches that may be started ahead of the one merged next, for each worker: enough to bridge a slow one. */
const AHEAD_PER_WORKER = 16;

/**
 * Runs a plan on worker threads and yields the rows of summary.csv in plan order: the same rows for any number of
 * workers. Memory does not grow with the plan. Nothing is printed or written.
 *
 * @throws GradvarError INTERRUPTED (130) when `options.signal` is aborted, WORKER_UNAVAILABLE (1)
 */
export async function* runExperiment(
  plan: Plan,
  options: RunOptions = {},
): AsyncGenerator<SummaryRow, void, void> {
  for await (const { rows } of runCells(plan, options, () => undefined)) yield* rows;
}

/** As `runExperiment`, cell by cell, with the timing of each batch. */
export async function* runCells(
  plan: Plan,
  options: RunOptions,
  onTiming: (timing: Timing) => void,
): AsyncGenerator<FinishedCell, void, void> {
  const resolved = resolveRunOptions(options, workerFile());
  const { workers, signal } = resolved;
  const pool = startWorkerPool<Batch, BatchResult>(workers, resolved.workerFile);
  const stop = () => void pool.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const watch = progressWatch(plan, resolved, onTiming);
  try {
    const measured = measureCells(plan, pool, {
      signal,
      ahead: AHEAD_PER_WORKER * workers,
      targetNanoseconds: resolved.batchNanoseconds,
      onBatch: watch.batch,
    });
    for await (const done of measured) {
      watch.cell();
      yield { done, rows: cellRows(plan, done) };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.destroy();
  }
}

function progressWatch(plan: Plan, { onProgress }: ResolvedRunOptions, onTiming: (timing: Timing) => void) {
  const { cells: cellsPlanned, nanoseconds: planned } = estimatePlan(plan);
  const started = performance.now();
  let cells = 0;
  let draws = 0;
  let nanoseconds = 0;
  return {
    cell: () => {
      cells += 1;
    },
    batch: (batch: Batch, result: BatchResult) => {
      const drawn = drawsOf(batch);
      draws += drawn;
      nanoseconds += batch.nanoseconds;
      const blocks = batch.runs.reduce((sum, { count }) => sum + count, 0);
      const { milliseconds } = result;
      onTiming({ batch: batch.index, blocks, points: batch.points.length, draws: drawn, milliseconds });
      const fraction = Math.min(1, nanoseconds / planned);
      onProgress({ cells, cellsPlanned, draws, fraction, milliseconds: performance.now() - started });
    },
  };
}

function drawsOf(batch: Batch): number {
  let draws = 0;
  for (const { first, count, trials, m } of batch.runs) {
    for (let block = first; block < first + count; block += 1) draws += m * blockTrials(trials, m, block);
  }
  return draws;
}
