import { LANES } from '../streams/task.ts';

/*
 * How the trials of a cell are cut into blocks. Each block has its own random stream, so these rules are part
 * of the stream scheme: never change them without raising STREAM_SCHEME (src/streams/scheme.ts).
 *
 * Blocks grow, so that a cell of many trials has few (each is seeded, sent, journaled and merged) and one of
 * few trials has enough for its intervals. The size of a block depends on m and its index alone: a cell
 * begins with the blocks of the same cell with fewer trials.
 */

/** Most draws that a lane makes in a block, unless a single trial has more. */
const DRAWS_PER_LANE = 65536;

/** Most trials that a lane does in one of the first blocks of a cell. */
const FIRST_TRIALS_PER_LANE = 128;

/** Blocks of one size, before as many of twice the size. */
const BLOCKS_PER_SIZE = 32;

/** Blocks of one size, one after the other. */
interface Stretch {
  /** Index of the first of them, and the trials of all blocks before it. */
  readonly block: number;
  readonly trials: number;
  readonly trialsPerBlock: number;
}

/**
 * The first stretch that does not end before the place asked for, given the block and the trial that follow
 * it.
 */
function stretchAt(m: number, endsBefore: (block: number, trial: number) => boolean): Stretch {
  const most = LANES * Math.max(1, Math.floor(DRAWS_PER_LANE / m));
  let trialsPerBlock = Math.min(LANES * FIRST_TRIALS_PER_LANE, most);
  let block = 0;
  let trials = 0;
  for (;;) {
    const [next, after] = [block + BLOCKS_PER_SIZE, trials + BLOCKS_PER_SIZE * trialsPerBlock];
    if (trialsPerBlock === most || !endsBefore(next, after)) return { block, trials, trialsPerBlock };
    [block, trials, trialsPerBlock] = [next, after, Math.min(2 * trialsPerBlock, most)];
  }
}

/**
 * Trials of a full block b, from 0, of trials of m draws: 8·max(1, min(128·2^floor(b/32), floor(65536/m))).
 * So blocks 0 to 31 have 1024 trials up to m = 512; the largest, at m = 1, have 524288, and from m = 32769 on
 * all have 8.
 *
 * Domain: m a positive integer.
 */
export function trialsPerBlock(m: number, block: number): number {
  return stretchAt(m, (next) => next <= block).trialsPerBlock;
}

/** Trials of all blocks before this one: the cell's first trial that it holds. */
export function trialsBefore(m: number, block: number): number {
  const stretch = stretchAt(m, (next) => next <= block);
  return stretch.trials + (block - stretch.block) * stretch.trialsPerBlock;
}

/** Blocks that the trials of a cell need; only the last one may be partly filled. */
export function blockCount(trials: number, m: number): number {
  const stretch = stretchAt(m, (_, trial) => trial < trials);
  return stretch.block + Math.ceil((trials - stretch.trials) / stretch.trialsPerBlock);
}

/** Trials of a block, from 0, of a cell; 0 beyond the cell's last block. */
export function blockTrials(trials: number, m: number, block: number): number {
  return Math.max(0, Math.min(trialsPerBlock(m, block), trials - trialsBefore(m, block)));
}
