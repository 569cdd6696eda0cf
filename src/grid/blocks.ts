import { LANES } from '../../workers/kernel/task.ts';

/*
 * How the trials of a cell are cut into blocks. Each block has its own random stream, so these rules are part
 * of the stream scheme: never change them without raising STREAM_SCHEME (src/random/scheme.ts).
 */

/** Draws that a block of many small trials aims at, for each lane. */
const DRAWS_PER_LANE = 65536;

/** Most trials that a lane does in a block. */
const TRIALS_PER_LANE = 128;

/**
 * Trials of a full block of trials of m draws: 8·max(1, min(128, floor(65536/m))), so 1024 up to m = 512 and
 * 8 from m = 32769 on. Domain: m a positive integer.
 */
export function trialsPerBlock(m: number): number {
  return LANES * Math.max(1, Math.min(TRIALS_PER_LANE, Math.floor(DRAWS_PER_LANE / m)));
}

/** Blocks that the trials of a cell need; only the last one may be partly filled. */
export function blockCount(trials: number, m: number): number {
  return Math.ceil(trials / trialsPerBlock(m));
}

/** Trials of a block, from 0, of a cell; 0 beyond the cell's last block. */
export function blockTrials(trials: number, m: number, block: number): number {
  const full = trialsPerBlock(m);
  return Math.max(0, Math.min(full, trials - block * full));
}
