import {
  CONTRIBUTIONS,
  DRAW_SQUARES,
  DRAW_SUM,
  LANES,
  laneTrials,
  sumIndex,
  TRIAL_SQUARES,
  type BlockSums,
} from '../../workers/kernel/task.ts';
import { mergeWeights, momentsFromSums, NO_MOMENTS, type MergeWeights, type Moments } from './moments.ts';

/** What moments are taken of: the draws, or the trials (means of m draws). */
export type Sample = 'draws' | 'trials';

/**
 * Moments of a run of consecutive blocks, lane by lane, while it grows. Flat, because a cell may have a hundred thousand
 * blocks and this is done for each: mean and squares stand at `place(lane, contribution)`.
 */
export interface RunMoments {
  /** Trials done, by lane; the same in every contribution. */
  readonly trials: Float64Array;
  readonly draws: { readonly means: Float64Array; readonly squares: Float64Array };
  readonly estimates: { readonly means: Float64Array; readonly squares: Float64Array };
}

export function emptyRun(): RunMoments {
  const numbers = () => new Float64Array(LANES * CONTRIBUTIONS);
  return {
    trials: new Float64Array(LANES),
    draws: { means: numbers(), squares: numbers() },
    estimates: { means: numbers(), squares: numbers() },
  };
}

function place(lane: number, contribution: number): number {
  return lane * CONTRIBUTIONS + contribution;
}

/**
 * Adds a block of `trials` trials of m draws to the run that it belongs to.
 *
 * Means are counted from `reference` (one number a contribution, the same for all blocks of a cell), so that those of
 * different lanes and blocks still differ by their full digits when they are large.
 *
 * With S the sum of (u − c), Q that of its squares and T the sum of the squared trial means about c, n trials have
 * squares Q − S²/(n·m) by draw and T − (S/m)²/n by trial. For m = 1 the two are the same bits.
 */
export function addToRun(
  run: RunMoments,
  sums: BlockSums,
  trials: number,
  m: number,
  reference: readonly number[],
): void {
  for (let lane = 0; lane < LANES; lane += 1) {
    const held = run.trials[lane]!;
    const count = laneTrials(trials, lane);
    if (count === 0) continue;
    const drawWeights = mergeWeights(held * m, count * m);
    const trialWeights = mergeWeights(held, count);
    for (let contribution = 0; contribution < CONTRIBUTIONS; contribution += 1) {
      const at = place(lane, contribution);
      const shift = sums[contribution]! - reference[contribution]!;
      const sum = sums[sumIndex(lane, contribution, DRAW_SUM)]!;
      const drawSquares = sums[sumIndex(lane, contribution, DRAW_SQUARES)]!;
      const trialSquares = sums[sumIndex(lane, contribution, TRIAL_SQUARES)]!;
      include(run.draws, at, drawWeights, momentsFromSums(count * m, shift, sum, drawSquares));
      include(run.estimates, at, trialWeights, momentsFromSums(count, shift, sum / m, trialSquares));
    }
    run.trials[lane] = held + count;
  }
}

function include(into: RunMoments['draws'], at: number, weights: MergeWeights, found: Moments): void {
  const { means, squares } = into;
  if (weights.share === 1) {
    means[at] = found.mean;
    squares[at] = found.squares;
    return;
  }
  const difference = found.mean - means[at]!;
  means[at] = means[at]! + difference * weights.share;
  squares[at] = squares[at]! + found.squares + difference * difference * weights.between;
}

/** Moments of one lane of a run. */
export function momentsOfLane(
  run: RunMoments,
  m: number,
  lane: number,
  contribution: number,
  sample: Sample,
): Moments {
  const count = run.trials[lane]!;
  if (count === 0) return NO_MOMENTS;
  const { means, squares } = sample === 'draws' ? run.draws : run.estimates;
  const at = place(lane, contribution);
  return { count: sample === 'draws' ? count * m : count, mean: means[at]!, squares: squares[at]! };
}
