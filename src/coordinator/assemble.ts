import type { PointResult, RunResult } from '../../workers/batch-result.ts';
import type { BlockRun } from '../grid/batch.ts';
import { blockCount, blockTrials } from '../grid/blocks.ts';
import type { Cell } from '../grid/cell.ts';
import { cells, pointOfCell } from '../grid/cells.ts';
import type { Plan } from '../grid/plan.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Measured, MeasuredCell } from '../results/measured-cell.ts';
import { addBlock, cellMoments, startCell, type CellState } from '../statistics/cell-moments.ts';
import type { DoneBatch } from './compute.ts';

/**
 * The cells of a plan, merged, in plan order: each block from the ledger if it holds it, else from the next batch. Blocks
 * are merged in their order, so that no number depends on where and when they were computed.
 *
 * Ends early where a block is missing: the computation was stopped. Once `stop` is aborted it ends with the batches under
 * way, also where the ledger holds all the rest: nobody waits for a million cells to be merged.
 *
 * @throws GradvarError JOURNAL_DAMAGED (50)
 */
export async function* assembleCells(
  plan: Plan,
  ledger: Ledger,
  fresh: AsyncIterable<DoneBatch>,
  stop?: AbortSignal,
): AsyncGenerator<MeasuredCell, void, void> {
  const feed = feedOf(fresh);
  let exact: PointResult | undefined;
  for (const cell of cells(plan)) {
    if (stop?.aborted === true) return feed.drain();
    const point = pointOfCell(plan, cell.index);
    if (exact?.point !== point) {
      exact = ledger.hasPoint(point) ? ledger.point(point) : await feed.point(point);
    }
    const measured = await measuredOf(plan, cell, ledger, feed);
    if (exact === undefined || measured === undefined) return;
    yield { cell, exact, measured };
  }
}

async function measuredOf(plan: Plan, cell: Cell, ledger: Ledger, feed: Feed): Promise<Measured | undefined> {
  const { index, m } = cell;
  const blocks = blockCount(plan.trials, m);
  const state = startCell({ trials: plan.trials, m });
  let failure: string | undefined;
  for (let block = 0; block < blocks;) {
    if (ledger.hasBlock(index, block)) {
      addBlock(state, ledger.block(index, block), blockTrials(plan.trials, m, block));
      block += 1;
      continue;
    }
    const next = await feed.run(index, block);
    if (next === undefined) return undefined;
    if (next.found.kind === 'failed') failure ??= next.found.reason;
    else addRun(state, next.found.sums, next.run);
    block += next.run.count;
  }
  return failure === undefined
    ? { kind: 'moments', moments: cellMoments(state) }
    : { kind: 'failed', reason: failure };
}

function addRun(state: CellState, sums: Float64Array, { first, count, trials, m }: BlockRun): void {
  const length = sums.length / count;
  for (let b = 0; b < count; b += 1) {
    addBlock(state, sums.subarray(b * length, (b + 1) * length), blockTrials(trials, m, first + b));
  }
}

interface FedRun {
  readonly run: BlockRun;
  readonly found: RunResult;
}

/** What the batches bring, taken in plan order; undefined once they have ended. */
interface Feed {
  point(point: number): Promise<PointResult | undefined>;
  /** The run that starts with this block. */
  run(cell: number, block: number): Promise<FedRun | undefined>;
  /** Lets what is under way end. */
  drain(): Promise<void>;
}

function feedOf(fresh: AsyncIterable<DoneBatch>): Feed {
  const source = fresh[Symbol.asyncIterator]();
  const points = new Map<number, PointResult>();
  const runs: FedRun[] = [];
  let taken = 0;

  async function pull(): Promise<boolean> {
    const next = await source.next();
    if (next.done === true) return false;
    const { batch, result } = next.value;
    for (const found of result.points) points.set(found.point, found);
    runs.splice(0, taken);
    taken = 0;
    for (const [i, run] of batch.runs.entries()) runs.push({ run, found: result.runs[i]! });
    return true;
  }

  return {
    async drain() {
      while (await pull()) runs.splice(0);
    },
    async point(point) {
      while (!points.has(point)) if (!(await pull())) return undefined;
      const found = points.get(point);
      points.delete(point);
      return found;
    },
    async run(cell, block) {
      while (runs.length === taken) if (!(await pull())) return undefined;
      const next = runs[taken]!;
      if (next.run.cell !== cell || next.run.first !== block) {
        throw new Error(
          `block ${block} of cell ${cell} was expected, ${next.run.first} of ${next.run.cell} came`,
        );
      }
      taken += 1;
      return next;
    },
  };
}
