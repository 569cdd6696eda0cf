import {
  CONTRIBUTIONS,
  DRAW_SQUARES,
  DRAW_SUM,
  laneTrials,
  sumIndex,
  TRIAL_SQUARES,
  type BlockSums,
} from '../../workers/kernel/task.ts';
import { mergeMoments, momentsFromSums, NO_MOMENTS, type Moments } from './moments.ts';

/** Moments of one contribution, about its reference: over the draws, and over the trials (means of m draws). */
export interface ContributionMoments {
  readonly draws: Moments;
  readonly trials: Moments;
}

/** Moments of what one lane did, by contribution. */
export type LaneMoments = readonly ContributionMoments[];

export const NO_LANE: LaneMoments = Array.from({ length: CONTRIBUTIONS }, () => ({
  draws: NO_MOMENTS,
  trials: NO_MOMENTS,
}));

/**
 * Moments of one lane of a block of `trials` trials of m draws.
 *
 * Means are counted from `reference` (one number a contribution, the same for all blocks of a cell), so that those of
 * different lanes and blocks still differ by their full digits when they are large.
 *
 * With S the sum of (u − c), Q that of its squares and T the sum of the squared trial means about c, n trials have
 * squares Q − S²/(n·m) by draw and T − (S/m)²/n by trial. For m = 1 the two are the same bits.
 */
export function laneMoments(
  sums: BlockSums,
  trials: number,
  m: number,
  lane: number,
  reference: readonly number[],
): LaneMoments {
  const count = laneTrials(trials, lane);
  return Array.from({ length: CONTRIBUTIONS }, (_, contribution) => {
    const shift = sums[contribution]! - reference[contribution]!;
    const sum = sums[sumIndex(lane, contribution, DRAW_SUM)]!;
    const drawSquares = sums[sumIndex(lane, contribution, DRAW_SQUARES)]!;
    const trialSquares = sums[sumIndex(lane, contribution, TRIAL_SQUARES)]!;
    return {
      draws: momentsFromSums(count * m, shift, sum, drawSquares),
      trials: momentsFromSums(count, shift, sum / m, trialSquares),
    };
  });
}

/** What a lane did in two blocks, the earlier first. */
export function mergeLanes(earlier: LaneMoments, later: LaneMoments): LaneMoments {
  return earlier.map(({ draws, trials }, contribution) => ({
    draws: mergeMoments(draws, later[contribution]!.draws),
    trials: mergeMoments(trials, later[contribution]!.trials),
  }));
}
