import type { BatchResult, PointResult, RunResult } from '../../workers/batch-result.ts';
import { BLOCK_SUMS } from '../../workers/kernel/task.ts';
import { EXIT, GradvarError } from '../errors.ts';
import type { Batch, BlockRun } from '../grid/batch.ts';
import { batches } from '../grid/batches.ts';
import { blockCount, blockTrials } from '../grid/blocks.ts';
import type { Cell } from '../grid/cell.ts';
import { cells } from '../grid/cells.ts';
import type { Plan } from '../grid/plan.ts';
import type { Measured, MeasuredCell } from '../results/measured-cell.ts';
import { addBlock, cellMoments, startCell, type CellState } from '../statistics/cell-moments.ts';
import { inOrder } from './in-order.ts';
import { runIsolating } from './isolate.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface MeasureOptions {
  readonly signal: AbortSignal;
  /** Batches started ahead of the one that is merged next. */
  readonly ahead: number;
  readonly targetNanoseconds: number;
  /** Called after each batch, in plan order. */
  readonly onBatch: (batch: Batch, result: BatchResult) => void;
}

/**
 * Measures the cells of a plan and yields them in plan order. Batches run in any order; their blocks are merged in
 * plan order, so that no number depends on the pool.
 *
 * @throws GradvarError INTERRUPTED once `signal` is aborted.
 */
export async function* measureCells(
  plan: Plan,
  pool: WorkerPool<Batch, BatchResult>,
  options: MeasureOptions,
): AsyncGenerator<MeasuredCell, void, void> {
  const { signal, ahead, targetNanoseconds, onBatch } = options;
  const planned = cells(plan);
  const exact = new Map<number, PointResult>();
  let open: OpenCell | undefined;
  const run = async (batch: Batch) => ({ batch, result: await runIsolating(pool, batch) });
  for await (const { batch, result } of inOrder(batches(plan, { targetNanoseconds }), run, ahead)) {
    if (signal.aborted) throw interrupted();
    onBatch(batch, result);
    for (const found of result.points) exact.set(found.point, found);
    for (const [i, run] of batch.runs.entries()) {
      open ??= openCell(planned, plan);
      addRun(open, result.runs[i]!, run);
      if (open.blocksLeft > 0) continue;
      const { cell } = open;
      const point = Math.floor(cell.index / plan.m.length);
      yield { cell, exact: exact.get(point)!, measured: closeCell(open) };
      if (cell.index % plan.m.length === plan.m.length - 1) exact.delete(point);
      open = undefined;
    }
  }
  if (signal.aborted) throw interrupted();
}

interface OpenCell {
  readonly cell: Cell;
  readonly state: CellState;
  blocksLeft: number;
  failure: string | undefined;
}

function openCell(planned: Generator<Cell>, plan: Plan): OpenCell {
  const next = planned.next();
  if (next.done === true) throw new Error('more blocks came back than the plan has');
  const cell = next.value;
  const blocks = blockCount(plan.trials, cell.m);
  return { cell, state: startCell({ blocks, m: cell.m }), blocksLeft: blocks, failure: undefined };
}

function addRun(open: OpenCell, found: RunResult, { first, count, trials, m }: BlockRun): void {
  open.blocksLeft -= count;
  if (found.kind === 'failed') {
    open.failure ??= found.reason;
    return;
  }
  for (let b = 0; b < count; b += 1) {
    addBlock(
      open.state,
      found.sums.subarray(b * BLOCK_SUMS, (b + 1) * BLOCK_SUMS),
      blockTrials(trials, m, first + b),
    );
  }
}

function closeCell(open: OpenCell): Measured {
  if (open.failure !== undefined) return { kind: 'failed', reason: open.failure };
  return { kind: 'moments', moments: cellMoments(open.state) };
}

function interrupted(): GradvarError {
  return new GradvarError('INTERRUPTED', EXIT.interrupted, 'the run was stopped before it ended');
}
