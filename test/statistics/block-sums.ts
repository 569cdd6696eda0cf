import { blockCount, blockTrials } from '../../src/plan/blocks.ts';
import { addBlock, cellMoments, startCell, type CellMoments } from '../../src/statistics/cell-moments.ts';
import {
  BLOCK_SUMS,
  CONTRIBUTIONS,
  DRAW_SQUARES,
  DRAW_SUM,
  LANES,
  sumIndex,
  TRIAL_SQUARES,
  type BlockSums,
} from '../../src/streams/task.ts';

/** Writes the contributions of the next draw; called trial by trial, draw by draw. */
export type NextDraw = (contributions: Float64Array) => void;

/** Sums of a block as src/streams/task.ts documents them, by one plain loop; the shift is the first draw. */
export function blockSums(trials: number, m: number, next: NextDraw): BlockSums {
  const sums = new Float64Array(BLOCK_SUMS);
  const draw = new Float64Array(CONTRIBUTIONS);
  const trial = new Float64Array(CONTRIBUTIONS);
  for (let t = 0; t < trials; t += 1) {
    trial.fill(0);
    for (let j = 0; j < m; j += 1) {
      next(draw);
      for (let k = 0; k < CONTRIBUTIONS; k += 1) {
        if (t === 0 && j === 0) sums[k] = draw[k]!;
        const u = draw[k]! - sums[k]!;
        trial[k]! += u;
        sums[sumIndex(t % LANES, k, DRAW_SUM)]! += u;
        sums[sumIndex(t % LANES, k, DRAW_SQUARES)]! += u * u;
      }
    }
    for (let k = 0; k < CONTRIBUTIONS; k += 1) {
      const mean = trial[k]! * (1 / m);
      sums[sumIndex(t % LANES, k, TRIAL_SQUARES)]! += mean * mean;
    }
  }
  return sums;
}

/** A whole cell, block by block. */
export function simulateCell(trials: number, m: number, next: NextDraw): CellMoments {
  const state = startCell({ trials, m });
  for (let block = 0; block < blockCount(trials, m); block += 1) {
    const inBlock = blockTrials(trials, m, block);
    addBlock(state, blockSums(inBlock, m, next), inBlock);
  }
  return cellMoments(state);
}
