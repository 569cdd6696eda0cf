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
import { mergeWeights, momentsFromSums, type MergeWeights, type Moments } from './moments.ts';

/** What moments are taken of: the draws, or the trials (means of m draws). */
export type Sample = 'draws' | 'trials';

/**
 * Moments of a run of consecutive blocks, lane by lane, while it grows. Flat, because a cell may have a hundred thousand
 * blocks and this is done for each: mean and squares stand at `place(lane, contribution)`.
 */
export interface RunMoments {
  /** Trials done, by lane; the same in every contribution. */
  readonly trials: Float64Array;
  readonly draws: FlatMoments;
  readonly estimates: FlatMoments;
}

interface FlatMoments {
  readonly means: Float64Array;
  readonly squares: Float64Array;
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

function include(into: FlatMoments, at: number, weights: MergeWeights, found: Moments): void {
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

/** Two runs as one, the earlier first, lane by lane. */
export function joinRuns(earlier: RunMoments, later: RunMoments, m: number): RunMoments {
  const joined: RunMoments = {
    trials: earlier.trials.slice(),
    draws: { means: earlier.draws.means.slice(), squares: earlier.draws.squares.slice() },
    estimates: { means: earlier.estimates.means.slice(), squares: earlier.estimates.squares.slice() },
  };
  for (let lane = 0; lane < LANES; lane += 1) {
    const held = joined.trials[lane]!;
    const count = later.trials[lane]!;
    if (count === 0) continue;
    const drawWeights = mergeWeights(held * m, count * m);
    const trialWeights = mergeWeights(held, count);
    for (let contribution = 0; contribution < CONTRIBUTIONS; contribution += 1) {
      const at = place(lane, contribution);
      include(joined.draws, at, drawWeights, momentsAt(later.draws, at, count * m));
      include(joined.estimates, at, trialWeights, momentsAt(later.estimates, at, count));
    }
    joined.trials[lane] = held + count;
  }
  return joined;
}

/** Moments of the lanes of a run that did anything. */
export function momentsOfLanes(
  run: RunMoments,
  m: number,
  contribution: number,
  sample: Sample,
): readonly Moments[] {
  const found: Moments[] = [];
  const from = sample === 'draws' ? run.draws : run.estimates;
  const each = sample === 'draws' ? m : 1;
  for (let lane = 0; lane < LANES; lane += 1) {
    const count = run.trials[lane]!;
    if (count > 0) found.push(momentsAt(from, place(lane, contribution), count * each));
  }
  return found;
}

export function trialsOf(run: RunMoments): number {
  return run.trials.reduce((sum, count) => sum + count, 0);
}

function momentsAt({ means, squares }: FlatMoments, at: number, count: number): Moments {
  return { count, mean: means[at]!, squares: squares[at]! };
}
