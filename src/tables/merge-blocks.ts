import { blockCount, blockTrials } from '../plan/blocks.ts';
import type { Cell } from '../plan/cell.ts';
import type { Plan } from '../plan/plan.ts';
import { addBlock, cellMoments, startCell, type CellMoments } from '../statistics/cell-moments.ts';
import type { BlockSums } from '../streams/task.ts';

/** The blocks of a cell as they are merged, in their order. */
export interface Merge {
  /** The block that comes next. */
  readonly next: () => number;
  readonly add: (sums: BlockSums) => void;
  readonly moments: () => CellMoments;
}

/** @param trials those that are to be merged: all that are planned, or those of an earlier look */
export function startMerge(
  { trials: planned }: Pick<Plan, 'trials'>,
  { m }: Pick<Cell, 'm'>,
  trials: number,
): Merge {
  const state = startCell({ trials, m });
  let block = 0;
  return {
    next: () => block,
    add(sums) {
      addBlock(state, sums, blockTrials(planned, m, block));
      block += 1;
    },
    moments: () => cellMoments(state),
  };
}

/** The moments of a cell of m draws whose blocks are all in one run. */
export function mergeRun(plan: Pick<Plan, 'trials'>, m: number, sums: BlockSums): CellMoments {
  const merge = startMerge(plan, { m }, plan.trials);
  for (const each of sumsOfBlocks(sums, blockCount(plan.trials, m))) merge.add(each);
  return merge.moments();
}

/** The sums of each of the blocks of a run. */
export function* sumsOfBlocks(sums: BlockSums, count: number): Generator<BlockSums, void, void> {
  const length = sums.length / count;
  for (let i = 0; i < count; i += 1) yield sums.subarray(i * length, (i + 1) * length);
}
