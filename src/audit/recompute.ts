import { runBatch } from '../../workers/run-batch.ts';
import { createWorkerTools } from '../../workers/worker-tools.ts';
import type { PointResult } from '../plan/batch-result.ts';
import type { BlockSums } from '../streams/task.ts';
import type { Batch } from '../plan/batch.ts';
import { rowPlanOf } from '../plan/asked.ts';
import { batchIntegrand } from '../plan/batches.ts';
import { cellAt, pointOfCell } from '../plan/cells.ts';
import { guidePointOf } from '../plan/cell.ts';
import type { Plan } from '../plan/plan.ts';

/** One block and the exact quantities of its point, computed here and now. */
export type Recomputed =
  | { readonly kind: 'computed'; readonly sums: BlockSums; readonly exact: PointResult }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Computes a block of a cell (by index in plan order) again, in this thread, as a worker does.
 *
 * Errors: a RangeError outside the plan.
 */
export function recomputer(): (plan: Plan, cell: number, block: number) => Recomputed {
  const tools = createWorkerTools();
  return (plan, cell, block) => {
    const found = cellAt(plan, cell);
    const { m } = found;
    const guidePoint = guidePointOf(found);
    const point = pointOfCell(plan, cell);
    const batch: Batch = {
      index: 0,
      seed: plan.seed,
      ...rowPlanOf(plan),
      gridTag: null,
      integrands: [batchIntegrand({ ...found, index: found.integrand }, guidePoint)],
      wholes: [],
      points: [{ point, slot: 0, guidePoint }],
      runs: [{ cell, slot: 0, guidePoint, m, trials: plan.trials, first: block, count: 1 }],
      nanoseconds: 0,
    };
    const result = runBatch(tools, batch);
    const run = result.runs[0]!;
    return run.kind === 'failed' ? run : { kind: 'computed', sums: run.sums, exact: result.points[0]! };
  };
}
