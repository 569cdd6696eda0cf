import type { Batch } from '../grid/batch.ts';
import type { Plan } from '../grid/plan.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FinishedCell } from '../results/measured-cell.ts';
import { asTheyEnd } from './as-they-end.ts';
import { batchRunner, type RunnerOptions } from './batch-runner.ts';
import { cellWindow, type WindowOptions } from './cell-window.ts';

export interface ComputeCellsOptions extends RunnerOptions, WindowOptions {
  /** Batches under way at once. */
  readonly ahead: number;
}

/**
 * Computes the cells of a shard of a plan with a precision, each as far as it needs, from what the ledger holds on; yields
 * them in plan order. Ends early once stopped.
 *
 * @throws GradvarError JOURNAL_DAMAGED (50)
 */
export async function* computeCells(
  plan: Plan,
  ledger: Ledger,
  options: ComputeCellsOptions,
): AsyncGenerator<FinishedCell, void, void> {
  const { stop, ahead } = options;
  const window = cellWindow(plan, ledger, options);
  const { run, isDoubtful } = batchRunner(options);
  const next = (): Batch | undefined => (stop.aborted ? undefined : window.nextBatch());
  let isOver = false;
  while (!isOver) {
    for await (const done of asTheyEnd(next, run, ahead)) {
      if (isDoubtful(done)) continue;
      window.take(done);
      yield* window.finished();
    }
    // Cells that need no work at all are opened and finished on the way to the next batch.
    isOver = true;
    for (const cell of window.finished()) {
      isOver = false;
      yield cell;
    }
  }
}
