import type { BlockSums } from '../streams/task.ts';
import { mergeAll, type Moments } from './moments.ts';
import {
  addToRun,
  channelsOf,
  emptyRun,
  joinRuns,
  momentsOfLanes,
  trialsOf,
  type RunMoments,
  type RunSample,
} from './run-moments.ts';

/*
 * Which moments are merged in which order is part of the bytes of summary.csv: consecutive blocks are pooled
 * lane by lane into at most 64 runs, block after block; a run ends with the block that brings it to 1/64 of
 * the cell's trials; a last run with less than half the trials of the one before is joined to it, lane by
 * lane; each (run, lane) is then a group of the jackknife; the pooled moments are the groups merged in the
 * order of runs and, within a run, of lanes.
 */

/** Most runs of blocks; with 8 lanes at most 512 groups. */
const MOST_RUNS = 64;

/** Whether a run of blocks of a cell of `trials` trials ends once it has so many. */
export function endsRun(trials: number, inRun: number): boolean {
  return MOST_RUNS * inRun >= trials;
}

/**
 * A sample in groups and as a whole. Groups are independent and not empty; they may differ in size. All means
 * are counted from `reference`.
 */
export interface GroupedMoments {
  readonly reference: number;
  readonly pooled: Moments;
  readonly groups: readonly Moments[];
}

/** Moments of a finished cell. Group g holds the same draws in every contribution. */
export interface CellMoments {
  /** Trials done. */
  readonly trials: number;
  /** Draws a trial. */
  readonly m: number;
  /** By contribution (see CONTRIBUTIONS in src/streams/task.ts), over the draws and over the trials. */
  readonly draws: readonly GroupedMoments[];
  readonly means: readonly GroupedMoments[];
}

/** A cell while its blocks arrive. `addBlock` changes it in place; nobody else does. */
export interface CellState {
  /** Trials that the cell will have, and draws a trial. */
  readonly trials: number;
  readonly m: number;
  readonly runs: RunMoments[];
  /** What means are counted from, by contribution: the shifts of the first block. */
  reference: readonly number[];
  /** Trials of the open run; 0 where the next block begins one. */
  inRun: number;
}

/** A cell before its first block: the trials that it will have, and the draws a trial. */
export function startCell({ trials, m }: { readonly trials: number; readonly m: number }): CellState {
  return { trials, m, runs: [], reference: [], inRun: 0 };
}

/** Adds the next block, of `trials` trials. Blocks must come in their order, each once. */
export function addBlock(state: CellState, sums: BlockSums, trials: number): void {
  const { m, runs } = state;
  if (runs.length === 0) state.reference = Array.from(sums.subarray(0, channelsOf(sums)));
  if (state.inRun === 0) runs.push(emptyRun(state.reference.length));
  addToRun(runs.at(-1)!, sums, trials, m, state.reference);
  state.inRun += trials;
  if (endsRun(state.trials, state.inRun)) state.inRun = 0;
}

/** The moments of the blocks so far. */
export function cellMoments({ runs, m, reference }: CellState): CellMoments {
  const joined = joinShortRun(runs, m);
  const gather = (sample: RunSample) =>
    reference.map((from, contribution) => {
      const groups: Moments[] = [];
      for (const run of joined) groups.push(...momentsOfLanes(run, m, contribution, sample));
      return { reference: from, pooled: mergeAll(groups), groups };
    });
  const means = gather('trials');
  // Of single draws both have the same bits.
  const draws = m === 1 ? means : gather('draws');
  return { trials: means[0]!.pooled.count, m, draws, means };
}

/** Groups far smaller than the others have the heavier tails and would spoil the jackknife of all. */
function joinShortRun(runs: readonly RunMoments[], m: number): readonly RunMoments[] {
  if (runs.length < 2) return runs;
  const [before, last] = [runs.at(-2)!, runs.at(-1)!];
  if (2 * trialsOf(last) >= trialsOf(before)) return runs;
  return [...runs.slice(0, -2), joinRuns(before, last, m)];
}
