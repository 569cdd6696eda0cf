import { channelShifts } from '../reference/channel-sums.ts';
import type { EncodedBlock } from './encode-program.ts';
import { encodeOutputs } from './encode-program.ts';
import { FAMILIES, type MeasuredChannel, type Measurement } from '../../../src/streams/measurement.ts';
import type { KernelMemory } from './kernel-exports.ts';
import {
  CHANNEL,
  CHANNEL_SHIFT,
  CHANNEL_SHIFTS,
  CHANNEL_SUMS,
  ROW,
  SAVED_CHANNELS,
} from './memory-layout.ts';
import type { OperandPlace, Step, SumStep } from './steps.ts';
import { storeLane } from '../reference/store-channel.ts';
import { LANES } from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';
import { placeConstants } from './wasm-evaluate.ts';
import { inputSteps, seedFamily } from './wasm-inputs.ts';
import type { Kernel } from './wasm-kernel.ts';

/** A measurement with its program encoded for a kernel. */
export type EncodedMeasurement = Measurement & EncodedBlock;

export function encodeMeasurement(kernel: KernelMemory, measurement: Measurement): EncodedMeasurement {
  const { family, program, channels } = measurement;
  const { steps, constants, outputs } = encodeOutputs(kernel, program);
  const block: readonly Step[] = [
    ...inputSteps(kernel, family),
    ...steps,
    { kind: 'ask', onlyFirst: true, answer: () => placeShifts(kernel, channels, outputs) },
    {
      kind: 'sums',
      at: CHANNEL_SUMS,
      saved: SAVED_CHANNELS,
      length: channels.length * CHANNEL,
      sums: channels.map((channel, k) => sumStep(kernel, outputs, channel, k)),
    },
  ];
  return { ...measurement, constants, block };
}

function sumStep(
  { functions }: KernelMemory,
  outputs: readonly OperandPlace[],
  channel: MeasuredChannel,
  k: number,
): SumStep {
  const shift = CHANNEL_SHIFTS + k * CHANNEL_SHIFT;
  const sums = CHANNEL_SUMS + k * CHANNEL;
  if (channel.kind === 'average') {
    const [name, v] = ['addAlone', outputs[channel.output]!] as const;
    return { kind: 'contribution', name, pass: functions[name], v, shift, sums };
  }
  const [v, w] = [outputs[channel.value]!, outputs[channel.weight]!];
  return { kind: 'covariance', v, w, shifts: shift, sums };
}

/** `runMeasurement` of run-measurement.ts on the kernel, with the same bits. */
export function runMeasurementOnKernel(
  kernel: Kernel,
  measurement: EncodedMeasurement,
  task: BlockTask,
  sums: BlockSums,
  channels: number,
  places: readonly number[],
): void {
  const { family, channels: measured } = measurement;
  const { trials, m, mu, sigma } = task;
  const { doubles } = kernel;
  const perTrial = FAMILIES[family].draws(m);
  doubles.fill(0, CHANNEL_SUMS / 8, (CHANNEL_SUMS + measured.length * CHANNEL) / 8);
  placeConstants(kernel, measurement);
  seedFamily(kernel, family, task);
  kernel.run(measurement.block, {
    draws: Math.ceil(trials / LANES) * perTrial,
    counting: Math.floor(trials / LANES) * perTrial,
    perTrial,
    mu,
    sigma,
  });
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
  { doubles }: KernelMemory,
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
