import { interrupted } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { cellCount } from '../plan/cells.ts';
import { WHOLE } from '../plan/shard.ts';
import { emptyLedger, type Ledger } from '../folder/journal/ledger.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import type { FinishedCell } from '../tables/columns/measured-cell.ts';
import type { DoneBatch } from './pool/batch-runner.ts';
import { cellCourses } from './cell-course.ts';
import { watchProgress } from './progress-watch.ts';
import { resolveRunOptions, type ResolvedRunOptions, type RunOptions } from './run-options.ts';
import { startSession } from './session.ts';
import { workerFile } from './pool/worker-pool.ts';

/**
 * Runs a plan on worker threads and yields the rows of summary.csv in plan order: the same rows for any
 * number of workers. Memory does not grow with the plan. Nothing is printed or written.
 *
 * @throws GradvarError INTERRUPTED (130) when `options.signal` is aborted, WORKER_UNAVAILABLE (1)
 *
 * @example
 * const rows: SummaryRow[] = [];
 * for await (const row of runExperiment(loadPlan('configs/ci.yaml'))) {
 *   rows.push(row);
 *   if (rows.length === 2) break;
 * }
 * rows.length; // → 2
 */
export async function* runExperiment(
  plan: Plan,
  options: RunOptions = {},
): AsyncGenerator<SummaryRow, void, void> {
  const resolved = resolveRunOptions(plan, options, workerFile());
  for await (const { rows } of runCells(plan, emptyLedger(plan), resolved, () => undefined)) yield* rows;
}

/**
 * As `runExperiment`, cell by cell; what the ledger holds is not computed again.
 *
 * @param onDone sees each batch as soon as it is done, in any order.
 */
export async function* runCells(
  plan: Plan,
  ledger: Ledger,
  options: ResolvedRunOptions,
  onDone: (done: DoneBatch) => void,
): AsyncGenerator<FinishedCell, void, void> {
  const session = startSession(plan, ledger, options);
  const watch = watchProgress(plan, ledger, options.onProgress);
  let cells = 0;
  const onBatch = (done: DoneBatch): void => {
    onDone(done);
    watch.batch(done);
  };
  try {
    const finished = session.compute(WHOLE, cellCourses(plan), onBatch);
    for await (const cell of finished) {
      cells += 1;
      watch.cell();
      yield cell;
    }
  } finally {
    await session.close();
  }
  if (cells < cellCount(plan)) throw interrupted();
}
