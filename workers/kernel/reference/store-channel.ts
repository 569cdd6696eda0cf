import type { MeasuredChannel } from '../../../src/streams/measurement.ts';
import { channelSumIndex, DRAW_SQUARES, DRAW_SUM, TRIAL_SQUARES } from '../../../src/streams/task.ts';
import type { BlockSums } from '../../../src/streams/task.ts';

/**
 * What a channel has summed in a lane: of the draws, or, of a covariance, of the estimates (`trialSquares`
 * unused).
 */
export interface SummedLane {
  readonly sum: number;
  readonly squares: number;
  readonly trialSquares: number;
}

/**
 * Writes the sums of one lane of a channel into the sums of a block as if each of the m evaluations of a
 * trial had contributed its draw's share: so the mean of a trial is DRAW_SUM/m in every channel.
 *
 * @param m evaluations a trial of the cell
 * @param draws draws a trial of the measurement
 */
export function storeLane(
  sums: BlockSums,
  channels: number,
  at: number,
  lane: number,
  { kind }: MeasuredChannel,
  { sum, squares, trialSquares }: SummedLane,
  m: number,
  draws: number,
): void {
  const share = kind === 'average' ? m / draws : m;
  const place = (which: number): number => channelSumIndex(channels, lane, at, which);
  sums[place(DRAW_SUM)] = sum * share;
  sums[place(DRAW_SQUARES)] = squares * share;
  sums[place(TRIAL_SQUARES)] = kind === 'average' ? trialSquares : squares;
}
