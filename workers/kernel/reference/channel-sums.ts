import type { MeasuredChannel } from '../../../src/streams/measurement.ts';
import { blockShift } from './shift.ts';
import { LANES } from '../../../src/streams/task.ts';

/*
 * The sums of a channel, one by one and lane by lane: the reference of assembly/sums.ts and
 * assembly/covariance.ts.
 */

/** What one channel has summed in each lane. Shifts are those of `channelShifts`. */
export interface ChannelSums {
  readonly shifts: readonly [number, number];
  readonly lanes: readonly LaneSums[];
}

interface LaneSums {
  /** Of what is averaged: u − c by draw; of a covariance: estimate − c by trial. */
  sum: number;
  squares: number;
  trialSquares: number;
  /** The open trial: Σ(u − c), or Σ(v − c). */
  values: number;
  /** Of a covariance alone: Σ(v − c)·w and Σw of the open trial. */
  products: number;
  weights: number;
}

export function createChannelSums(shifts: readonly [number, number]): ChannelSums {
  const lanes = Array.from({ length: LANES }, () => ({
    sum: 0,
    squares: 0,
    trialSquares: 0,
    values: 0,
    products: 0,
    weights: 0,
  }));
  return { shifts, lanes };
}

/**
 * Numbers near the mean of what is summed, from the first draw of the eight lanes as in shift.ts: of the
 * values, and, for a covariance, of the estimates, about (v − c)·w.
 */
export function channelShifts(
  channel: MeasuredChannel,
  outputs: readonly Float64Array[],
): readonly [number, number] {
  if (channel.kind === 'average') return [blockShift(outputs[channel.output]!), 0];
  const [v, w] = [outputs[channel.value]!, outputs[channel.weight]!];
  const shift = blockShift(v);
  return [
    shift,
    blockShift(Float64Array.from({ length: LANES }, (_, lane) => (v[lane]! - shift) * w[lane]!)),
  ];
}

/**
 * Adds draws of one lane, `rows` of them from draw `firstRow` of the lane on, to the sums of a channel.
 *
 * @param m draws a trial; a covariance needs 2
 */
export function addToChannel(
  channel: MeasuredChannel,
  { shifts, lanes }: ChannelSums,
  outputs: readonly Float64Array[],
  lane: number,
  firstRow: number,
  rows: number,
  m: number,
): void {
  const into = lanes[lane]!;
  const [shift, center] = shifts;
  const isAverage = channel.kind === 'average';
  const v = outputs[isAverage ? channel.output : channel.value]!;
  const w = isAverage ? v : outputs[channel.weight]!;
  const perDraw = 1 / m;
  const perFreedom = 1 / (m - 1);
  let left = m - (firstRow % m);
  for (let row = 0; row < rows; row++) {
    const x = v[row * LANES + lane]! - shift;
    into.values += x;
    if (isAverage) {
      into.sum += x;
      into.squares += x * x;
    } else {
      const y = w[row * LANES + lane]!;
      into.products += x * y;
      into.weights += y;
    }
    left -= 1;
    if (left > 0) continue;
    left = m;
    if (isAverage) {
      const estimate = into.values * perDraw;
      into.trialSquares += estimate * estimate;
    } else {
      const estimate = (into.products - into.values * into.weights * perDraw) * perFreedom - center;
      into.sum += estimate;
      into.squares += estimate * estimate;
    }
    into.values = 0;
    into.products = 0;
    into.weights = 0;
  }
}
