import type { Batch } from '../plan/batch.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import { asTheyEnd } from './pool/as-they-end.ts';
import { batchRunner, type RunnerOptions } from './pool/batch-runner.ts';
import type { Courses } from './cell-course.ts';
import { cellWindow, type WindowOptions } from './cell-window.ts';

export interface ComputeOptions extends RunnerOptions, WindowOptions {
  /** Batches under way at once. */
  readonly ahead: number;
}

/**
 * Computes the cells of a shard of a plan, each as far as it needs, from what the ledger holds on; yields
 * their ends in plan order. Ends early once stopped.
 *
 * @throws GradvarError JOURNAL_DAMAGED (50)
 */
export async function* computeCells<End>(
  plan: Plan,
  ledger: Ledger,
  courses: Courses<End>,
  options: ComputeOptions,
): AsyncGenerator<End, void, void> {
  const { stop, ahead } = options;
  const window = cellWindow(plan, ledger, courses, options);
  const { run, isDoubtful } = batchRunner(options);
  const next = (): Batch | undefined => (stop.aborted ? undefined : window.nextBatch());
  let isOver = false;
  while (!isOver) {
    for await (const done of asTheyEnd(next, run, ahead)) {
      if (isDoubtful(done)) continue;
      window.take(done);
      yield* window.ended();
    }
    // Cells that need no work at all are opened and ended on the way to the next batch.
    isOver = true;
    for (const end of window.ended()) {
      isOver = false;
      yield end;
    }
  }
}
