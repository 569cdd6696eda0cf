import { CONTRIBUTIONS, LANES, type BlockSums } from '../../workers/kernel/task.ts';
import { laneMoments, mergeLanes, NO_LANE, type LaneMoments } from './lane-moments.ts';
import { mergeAll, type Moments } from './moments.ts';

/*
 * Which moments are merged in which order is part of the bytes of summary.csv: consecutive blocks are pooled lane by
 * lane into at most 64 runs, block after block; a last run with less than half the trials of the one before is joined
 * to it, lane by lane; each (run, lane) is then a group of the jackknife; the pooled moments are the groups merged in
 * the order of runs and, within a run, of lanes.
 */

/** Most runs of blocks; with 8 lanes at most 512 groups. */
export const MOST_RUNS = 64;

/**
 * A sample in groups and as a whole. Groups are independent and not empty; they may differ in size. All means are
 * counted from `reference`.
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
  /** By contribution (see CONTRIBUTIONS in workers/kernel/task.ts), over the draws and over the trials. */
  readonly draws: readonly GroupedMoments[];
  readonly means: readonly GroupedMoments[];
}

/** A cell while its blocks arrive. `addBlock` changes it in place; nobody else does. */
export interface CellState {
  readonly m: number;
  readonly blocksPerRun: number;
  readonly groups: LaneMoments[];
  /** What means are counted from, by contribution: the shifts of the first block. */
  reference: readonly number[];
  blocksDone: number;
}

/** A cell before its first block: the blocks that it will have, and the draws a trial. */
export function startCell({ blocks, m }: { readonly blocks: number; readonly m: number }): CellState {
  const blocksPerRun = Math.ceil(blocks / MOST_RUNS);
  return { m, blocksPerRun, groups: [], reference: [], blocksDone: 0 };
}

/** Adds the next block, of `trials` trials. Blocks must come in their order, each once. */
export function addBlock(state: CellState, sums: BlockSums, trials: number): void {
  const { m, blocksPerRun, groups, blocksDone: block } = state;
  if (block === 0) state.reference = Array.from(sums.subarray(0, CONTRIBUTIONS));
  const first = Math.floor(block / blocksPerRun) * LANES;
  for (let lane = 0; lane < LANES; lane += 1) {
    const found = laneMoments(sums, trials, m, lane, state.reference);
    groups[first + lane] = mergeLanes(groups[first + lane] ?? NO_LANE, found);
  }
  state.blocksDone += 1;
}

/** The moments of the blocks so far. */
export function cellMoments({ groups, m, reference }: CellState): CellMoments {
  const filled = joinShortRun(groups).filter((lane) => trialsOf(lane) > 0);
  const gather = (kind: 'draws' | 'trials') =>
    Array.from({ length: CONTRIBUTIONS }, (_, contribution) => {
      const parts = filled.map((lane) => lane[contribution]![kind]);
      return { reference: reference[contribution]!, pooled: mergeAll(parts), groups: parts };
    });
  const means = gather('trials');
  return { trials: means[0]!.pooled.count, m, draws: gather('draws'), means };
}

/** Groups far smaller than the others have the heavier tails and would spoil the jackknife of all. */
function joinShortRun(groups: readonly LaneMoments[]): readonly LaneMoments[] {
  const last = groups.slice(-LANES);
  const before = groups.slice(0, -LANES).slice(-LANES);
  const trialsIn = (run: readonly LaneMoments[]) => run.reduce((sum, lane) => sum + trialsOf(lane), 0);
  if (2 * trialsIn(last) >= trialsIn(before)) return groups;
  return [...groups.slice(0, -2 * LANES), ...before.map((lane, i) => mergeLanes(lane, last[i]!))];
}

/** The same in every contribution. */
function trialsOf(lane: LaneMoments): number {
  return lane[0]!.trials.count;
}
