/** What the kernel is asked for and what it answers: plain data, no behavior. */

/** Independent streams of a block; trial t belongs to lane t mod LANES. Part of the stream scheme. */
export const LANES = 8;

/** 128-bit key of a cell as four unsigned 32-bit words, most significant first. */
export type CellKey = readonly [number, number, number, number];

/** One block of one cell. */
export interface BlockTask {
  readonly key: CellKey;
  /** Index of the block within its cell, from 0. */
  readonly block: number;
  /** Trials of this block that count; the last block of a cell may hold fewer than the others. */
  readonly trials: number;
  /** Draws a trial. */
  readonly m: number;
  readonly mu: number;
  readonly sigma: number;
}

/**
 * Contributions of one draw, before the factor 1/sigma that the score carries:
 * 0 score·mu r·eps, 1 score·sigma r·(eps²−1), 2 pathwise·mu r', 3 pathwise·sigma r'·eps.
 */
export const CONTRIBUTIONS = 4;

/**
 * Sums a lane keeps per contribution u, all about the block's shift c:
 * DRAW_SUM sum of (u−c) over the draws, DRAW_SQUARES sum of (u−c)² over the draws,
 * TRIAL_SQUARES sum over the trials of t², where t = (sum of (u−c) over the trial's draws) · (1/m).
 */
export const DRAW_SUM = 0;
export const DRAW_SQUARES = 1;
export const TRIAL_SQUARES = 2;
export const SUMS = 3;

/**
 * Result of a block, `BLOCK_SUMS` doubles: the shift c of each contribution (4), then for each lane, for
 * each contribution, the three sums.
 */
export type BlockSums = Float64Array;
export const BLOCK_SUMS = CONTRIBUTIONS + LANES * CONTRIBUTIONS * SUMS;

/** Where a sum stands in `BlockSums`. */
export function sumIndex(lane: number, contribution: number, sum: number): number {
  return CONTRIBUTIONS + (lane * CONTRIBUTIONS + contribution) * SUMS + sum;
}

/**
 * Where a sum stands in the sums of n channels: the four contributions, then the channels of measurements
 * (measurement.ts), laid out in the same way: n shifts, then for each lane, for each channel, the three sums.
 */
export function channelSumIndex(channels: number, lane: number, channel: number, sum: number): number {
  return channels + (lane * channels + channel) * SUMS + sum;
}

/** How many doubles the sums of n channels are. */
export function sumsLength(channels: number): number {
  return channels * (1 + LANES * SUMS);
}

/** How many of a block's trials fall into a lane. */
export function laneTrials(trials: number, lane: number): number {
  return Math.floor((trials + LANES - 1 - lane) / LANES);
}
