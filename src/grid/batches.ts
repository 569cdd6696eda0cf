import { compileIntegrand } from '../integrands/compile.ts';
import type { Batch, BatchIntegrand, BlockRun, OracleTask } from './batch.ts';
import { blockCount, blockTrials } from './blocks.ts';
import { blockNanoseconds, evaluationNanoseconds, oracleNanoseconds } from './cost.ts';
import type { Plan, PlanIntegrand } from './plan.ts';
import { parameterPointCount, integrandPoints } from './points.ts';

export interface BatchOptions {
  /** Estimated work that a batch aims at; a batch closes with the first piece that reaches it. */
  readonly targetNanoseconds: number;
  /** Is this block of this cell (index in plan order) still to be done here? A shard or a resumed run asks. */
  readonly needsBlock: (cell: number, block: number) => boolean;
  /** Are the exact quantities of this point (index in plan order) still to be found here? */
  readonly needsPoint: (point: number) => boolean;
}

const everything: BatchOptions = {
  targetNanoseconds: 20_000_000,
  needsBlock: () => true,
  needsPoint: () => true,
};

/**
 * The work of a plan as batches, lazily and in plan order: many small cells together, a big cell split between
 * blocks. Each needed block and point is in exactly one batch; a point comes before the first block of its first
 * cell. No batch is empty. Memory does not grow with the plan.
 */
export function* batches(plan: Plan, options: Partial<BatchOptions> = {}): Generator<Batch> {
  const { targetNanoseconds, needsBlock, needsPoint } = { ...everything, ...options };
  let open = emptyBatch(0, plan.seed);
  for (const piece of pieces(plan, needsBlock, needsPoint)) {
    addPiece(open, piece);
    if (open.nanoseconds >= targetNanoseconds) {
      yield open;
      open = emptyBatch(open.index + 1, plan.seed);
    }
  }
  if (open.nanoseconds > 0) yield open;
}
