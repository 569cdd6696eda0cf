import {
  DRAW_SQUARES,
  DRAW_SUM,
  LANES,
  laneTrials,
  SUMS,
  TRIAL_SQUARES,
  type BlockSums,
} from '../streams/task.ts';
import { mergeMoments, type Moments } from './moments.ts';

/** What moments are taken of: the draws, or the trials (means of m draws). */
export type RunSample = 'draws' | 'trials';

/**
 * Moments of a run of consecutive blocks, lane by lane, while it grows. Flat, because a cell may have a
 * hundred thousand blocks and this is done for each: those of a channel in a lane stand at lane · channels +
 * channel.
 */
export interface RunMoments {
  readonly channels: number;
  /** Trials done, by lane; the same in every channel. */
  readonly trials: Float64Array;
  readonly draws: FlatMoments;
  readonly estimates: FlatMoments;
}

interface FlatMoments {
  readonly means: Float64Array;
  readonly squares: Float64Array;
}

/** Channels of a block, of which the sums hold a shift and for each lane `SUMS` sums each. */
export function channelsOf(sums: BlockSums): number {
  return sums.length / (1 + LANES * SUMS);
}

export function emptyRun(channels: number): RunMoments {
  const numbers = () => new Float64Array(LANES * channels);
  return {
    channels,
    trials: new Float64Array(LANES),
    draws: { means: numbers(), squares: numbers() },
    estimates: { means: numbers(), squares: numbers() },
  };
}

/**
 * Adds a block of `trials` trials of m draws to the run that it belongs to.
 *
 * Means are counted from `reference` (one number a channel, the same for all blocks of a cell), so that those
 * of different lanes and blocks still differ by their full digits when they are large.
 *
 * With S the sum of (u − c), Q that of its squares and T the sum of the squared trial means about c, n trials
 * have the mean c + S/(n·m) and squares Q − S²/(n·m) by draw and T − (S/m)²/n by trial, 0 if rounding makes
 * them negative. For m = 1 the two are the same bits.
 */
export function addToRun(
  run: RunMoments,
  sums: BlockSums,
  trials: number,
  m: number,
  reference: readonly number[],
): void {
  const draws: BlockMoments = { into: run.draws, each: 1, sums, squaresAt: DRAW_SQUARES, reference };
  const estimates: BlockMoments = { into: run.estimates, each: m, sums, squaresAt: TRIAL_SQUARES, reference };
  for (let lane = 0; lane < LANES; lane += 1) {
    const held = run.trials[lane]!;
    const count = laneTrials(trials, lane);
    if (count === 0) continue;
    addLane(draws, lane, held * m, count * m);
    addLane(estimates, lane, held, count);
    run.trials[lane] = held + count;
  }
}

/** The values of a block, draws or estimates, and the moments that they are added to. */
interface BlockMoments {
  readonly into: FlatMoments;
  /** Draws of a value. */
  readonly each: number;
  readonly sums: BlockSums;
  /** Which of a channel's sums is that of the squares. */
  readonly squaresAt: number;
  readonly reference: readonly number[];
}

/**
 * The moments of every channel of a lane of a block, merged as `mergeMoments` does (moments.ts) but without
 * an object for each.
 *
 * @param held values in the lane so far, to which the block adds `count`
 */
function addLane(
  { into: { means, squares }, each, sums, squaresAt, reference }: BlockMoments,
  lane: number,
  held: number,
  count: number,
): void {
  const channels = reference.length;
  const total = held + count;
  const share = count / total;
  const between = (held / total) * count;
  for (let channel = 0; channel < channels; channel += 1) {
    const at = lane * channels + channel;
    const from = channels + at * SUMS;
    const sum = sums[from + DRAW_SUM]! / each;
    const offset = sum / count;
    const mean = sums[channel]! - reference[channel]! + offset;
    const found = Math.max(0, sums[from + squaresAt]! - sum * offset);
    if (held === 0) {
      means[at] = mean;
      squares[at] = found;
    } else {
      const difference = mean - means[at]!;
      means[at] = means[at]! + difference * share;
      squares[at] = squares[at]! + found + difference * difference * between;
    }
  }
}

/** Two runs as one, the earlier first, lane by lane. */
export function joinRuns(earlier: RunMoments, later: RunMoments, m: number): RunMoments {
  const joined = emptyRun(earlier.channels);
  for (let lane = 0; lane < LANES; lane += 1) {
    for (let channel = 0; channel < joined.channels; channel += 1) {
      for (const sample of ['draws', 'trials'] as const) {
        const parts = [earlier, later].map((run) => momentsAt(run, m, lane, channel, sample));
        const { mean, squares } = mergeMoments(parts[0]!, parts[1]!);
        const into = sample === 'draws' ? joined.draws : joined.estimates;
        into.means[lane * joined.channels + channel] = mean;
        into.squares[lane * joined.channels + channel] = squares;
      }
    }
    joined.trials[lane] = earlier.trials[lane]! + later.trials[lane]!;
  }
  return joined;
}

/** Moments of the lanes of a run that did anything. */
export function momentsOfLanes(
  run: RunMoments,
  m: number,
  channel: number,
  sample: RunSample,
): readonly Moments[] {
  const found: Moments[] = [];
  for (let lane = 0; lane < LANES; lane += 1) {
    if (run.trials[lane]! > 0) found.push(momentsAt(run, m, lane, channel, sample));
  }
  return found;
}

function momentsAt(run: RunMoments, m: number, lane: number, channel: number, sample: RunSample): Moments {
  const { means, squares } = sample === 'draws' ? run.draws : run.estimates;
  const at = lane * run.channels + channel;
  const count = run.trials[lane]! * (sample === 'draws' ? m : 1);
  return { count, mean: means[at]!, squares: squares[at]! };
}

export function trialsOf(run: RunMoments): number {
  return run.trials.reduce((sum, count) => sum + count, 0);
}
