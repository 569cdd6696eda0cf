import { interrupted } from '../errors.ts';
import type { FinishedCells } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import { cellCount } from '../plan/cells.ts';
import { WHOLE } from '../plan/shard.ts';
import { emptyLedger } from '../folder/journal/ledger.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import { unpackedRows } from '../tables/packed-rows.ts';
import type { DoneBatch } from './pool/isolate.ts';
import { cellCourses } from './cell-course.ts';
import { watchProgress } from './progress-watch.ts';
import { resolveRunOptions, type ResolvedRunOptions, type RunOptions } from './run-options.ts';
import { startSession, type Journaled } from './session.ts';
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
  const nowhere = { ledger: emptyLedger(plan), gridTag: null };
  for await (const { packed } of runCells(plan, nowhere, resolved, () => undefined))
    yield* unpackedRows(packed);
}

/**
 * As `runExperiment`, finished cells; what the ledger holds is not computed again.
 *
 * @param onDone sees each batch as soon as it is done, in any order.
 */
export async function* runCells(
  plan: Plan,
  { ledger, gridTag }: Journaled,
  options: ResolvedRunOptions,
  onDone: (done: DoneBatch) => void,
): AsyncGenerator<FinishedCells, void, void> {
  const session = startSession(plan, { ledger, gridTag }, options);
  const watch = watchProgress(plan, ledger, options.onProgress);
  let cells = 0;
  const onBatch = (done: DoneBatch): void => {
    onDone(done);
    watch.batch(done);
  };
  try {
    const finished = session.compute(WHOLE, cellCourses(plan), onBatch);
    for await (const found of finished) {
      cells += found.count;
      watch.cells(found.count);
      yield found;
    }
  } finally {
    await session.close();
  }
  if (cells < cellCount(plan)) throw interrupted();
}
