import {
  CONTRIBUTIONS,
  DRAW_SQUARES,
  DRAW_SUM,
  LANES,
  TRIAL_SQUARES,
  laneTrials,
  sumIndex,
} from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';

/** Sums of the trials that are begun but not finished, lane by lane, contribution by contribution. */
export type OpenTrials = Float64Array;

export function createOpenTrials(): OpenTrials {
  return new Float64Array(LANES * CONTRIBUTIONS);
}

/**
 * Adds `rows` draws of every lane to the sums of a block, in draw order. A trial may begin in one call and
 * end in a later one: the sums go through the same additions however the draws are cut into calls.
 *
 * @param firstRow number of the first of these draws in its lane, from 0
 * @param from the four contributions, [row·8 + lane]
 * @param sums holds the shifts; its sums are added to
 */
export function addToSums(
  task: Pick<BlockTask, 'trials' | 'm'>,
  firstRow: number,
  rows: number,
  from: readonly Float64Array[],
  sums: BlockSums,
  open: OpenTrials,
): void {
  for (let k = 0; k < CONTRIBUTIONS; k++) {
    for (let lane = 0; lane < LANES; lane++) {
      // All lanes draw to the end of the last row of trials; what counts may end before.
      const counting = Math.min(rows, laneTrials(task.trials, lane) * task.m - firstRow);
      addLane(from[k]!, k, lane, firstRow, counting, task.m, sums, open);
    }
  }
}

function addLane(
  u: Float64Array,
  contribution: number,
  lane: number,
  firstRow: number,
  rows: number,
  m: number,
  sums: BlockSums,
  open: OpenTrials,
): void {
  const perDraw = 1 / m;
  const shift = sums[contribution]!;
  const at = sumIndex(lane, contribution, 0);
  const openAt = lane * CONTRIBUTIONS + contribution;
  let drawSum = sums[at + DRAW_SUM]!;
  let drawSquares = sums[at + DRAW_SQUARES]!;
  let trialSquares = sums[at + TRIAL_SQUARES]!;
  let trialSum = open[openAt]!;
  let left = m - (firstRow % m);
  for (let row = 0; row < rows; row++) {
    const difference = u[row * LANES + lane]! - shift;
    drawSum += difference;
    drawSquares += difference * difference;
    trialSum += difference;
    left -= 1;
    if (left === 0) {
      const estimate = trialSum * perDraw;
      trialSquares += estimate * estimate;
      trialSum = 0;
      left = m;
    }
  }
  sums[at + DRAW_SUM] = drawSum;
  sums[at + DRAW_SQUARES] = drawSquares;
  sums[at + TRIAL_SQUARES] = trialSquares;
  open[openAt] = trialSum;
}
