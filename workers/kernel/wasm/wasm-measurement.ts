import { channelShifts } from '../reference/channel-sums.ts';
import type { EncodedOutputs } from './encode-program.ts';
import { encodeOutputs } from './encode-program.ts';
import { FAMILIES, type MeasuredChannel, type Measurement } from '../../../src/streams/measurement.ts';
import {
  CHANNEL,
  CHANNEL_SHIFT,
  CHANNEL_SHIFTS,
  CHANNEL_SUMS,
  ROW,
  ROWS,
  SAVED_CHANNELS,
} from './memory-layout.ts';
import { runSteps } from './steps.ts';
import type { OperandPlace } from './steps.ts';
import { storeLane } from '../reference/store-channel.ts';
import { LANES } from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';
import { placeConstants } from './wasm-evaluate.ts';
import { inputsOnKernel } from './wasm-inputs.ts';
import type { Kernel } from './wasm-kernel.ts';

/** A measurement with its program encoded for a kernel. */
export interface EncodedMeasurement extends Measurement {
  readonly encoded: EncodedOutputs;
}

export function encodeMeasurement(kernel: Kernel, measurement: Measurement): EncodedMeasurement {
  return { ...measurement, encoded: encodeOutputs(kernel, measurement.program) };
}

/** `runMeasurement` of run-measurement.ts on the WebAssembly kernel, with the same bits. */
export function runMeasurementOnKernel(
  kernel: Kernel,
  { family, encoded, channels: measured }: EncodedMeasurement,
  task: BlockTask,
  sums: BlockSums,
  channels: number,
  places: readonly number[],
): void {
  const { trials, m } = task;
  const { doubles } = kernel;
  const perTrial = FAMILIES[family].draws(m);
  const draws = Math.ceil(trials / LANES) * perTrial;
  // In the rows up to here every lane counts; in those of the last row of trials only the first lanes may.
  const counting = Math.floor(trials / LANES) * perTrial;
  const used = measured.length * CHANNEL;
  doubles.fill(0, CHANNEL_SUMS / 8, (CHANNEL_SUMS + used) / 8);
  placeConstants(kernel, encoded);
  const fill = inputsOnKernel(kernel, family, task);
  for (let row = 0; row < draws; row += ROWS) {
    const rows = Math.min(ROWS, draws - row);
    fill(row, rows);
    runSteps(kernel, encoded.steps, rows);
    if (row === 0) placeShifts(kernel, measured, encoded.outputs);
    const split = Math.max(0, Math.min(counting - row, rows));
    addRows(kernel, measured, encoded.outputs, perTrial, row, 0, split);
    if (split < rows) {
      if (row + split === counting)
        doubles.copyWithin(SAVED_CHANNELS / 8, CHANNEL_SUMS / 8, (CHANNEL_SUMS + used) / 8);
      addRows(kernel, measured, encoded.outputs, perTrial, row, split, rows);
    }
  }
  const partial = trials % LANES;
  measured.forEach((channel, k) => {
    sums[places[k]!] =
      doubles[(CHANNEL_SHIFTS + k * CHANNEL_SHIFT) / 8 + (channel.kind === 'average' ? 0 : 1)]!;
    for (let lane = 0; lane < LANES; lane++) {
      const from = (partial === 0 || lane < partial ? CHANNEL_SUMS : SAVED_CHANNELS) + k * CHANNEL + lane * 8;
      const at = (place: number): number => doubles[(from + place * ROW) / 8]!;
      const summed = { sum: at(0), squares: at(1), trialSquares: at(2) };
      storeLane(sums, channels, places[k]!, lane, channel, summed, m, perTrial);
    }
  });
}

function placeShifts(
  { doubles }: Kernel,
  measured: readonly MeasuredChannel[],
  outputs: readonly OperandPlace[],
): void {
  const firstRow = outputs.map(({ at, step }) =>
    Float64Array.from({ length: LANES }, (_, lane) => doubles[at / 8 + (step === 0 ? 0 : lane)]!),
  );
  measured.forEach((channel, k) => {
    doubles.set(channelShifts(channel, firstRow), (CHANNEL_SHIFTS + k * CHANNEL_SHIFT) / 8);
  });
}

/** Adds rows from..to of the memory block that begins at row `first` to the sums of every channel. */
function addRows(
  { functions }: Kernel,
  measured: readonly MeasuredChannel[],
  outputs: readonly OperandPlace[],
  perTrial: number,
  first: number,
  from: number,
  to: number,
): void {
  if (from === to) return;
  const left = perTrial - ((first + from) % perTrial);
  const rowOf = ({ at, step }: OperandPlace): number => at + 2 * from * step;
  measured.forEach((channel, k) => {
    const shift = CHANNEL_SHIFTS + k * CHANNEL_SHIFT;
    const sums = CHANNEL_SUMS + k * CHANNEL;
    if (channel.kind === 'average') {
      const u = outputs[channel.output]!;
      // The pass counts rows by an address that it does not read for what stands alone.
      functions.addAlone(0, (to - from) * ROW, rowOf(u), u.step, shift, sums, perTrial, left);
    } else {
      const [v, w] = [outputs[channel.value]!, outputs[channel.weight]!];
      functions.addCovariance(to - from, rowOf(v), v.step, rowOf(w), w.step, shift, sums, perTrial, left);
    }
  });
}
