import { createArrays } from '../../../src/formula/program/arrays.ts';
import { addToChannel, channelShifts, createChannelSums, type ChannelSums } from './channel-sums.ts';
import { createOutputRegisters, evaluateOutputs } from '../../../src/formula/program/evaluate-program.ts';
import { fillLattice, shiftUniform } from './lattice.ts';
import { FAMILIES, type Family, type Measurement } from '../../../src/streams/measurement.ts';
import { nextNormals } from './normals.ts';
import { HALVES, nextWords, seedStreams, type LaneStates } from './sfc64.ts';
import { storeLane } from './store-channel.ts';
import { LANES, laneTrials } from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';

/** Rows of a part of the draws that is worked on at a time. */
export const MEMORY_ROWS = 64;

/**
 * The reference of wasm-measurement.ts in plain TypeScript: runs one measurement of one block and writes the
 * sums of its channels into the sums of the block.
 *
 * @param sums of as many channels as `channels` says
 * @param places which of these the measurement's channels are, in its order
 *
 * Domain: that of `runBlock`; for `mirrored` m even, for a covariance m >= 2. Errors: none.
 */
export function runMeasurement(
  { family, program, channels: measured }: Measurement,
  task: BlockTask,
  sums: BlockSums,
  channels: number,
  places: readonly number[],
): void {
  const { trials, m } = task;
  const perTrial = FAMILIES[family].draws(m);
  const draws = Math.ceil(trials / LANES) * perTrial;
  const registers = createOutputRegisters(program, MEMORY_ROWS * LANES);
  const fill = inputsOf(family, task, registers);
  let found: readonly ChannelSums[] = [];
  for (let row = 0; row < draws; row += MEMORY_ROWS) {
    const now = Math.min(MEMORY_ROWS, draws - row);
    fill(row, now);
    const outputs = evaluateOutputs(program, registers, now * LANES);
    if (row === 0) found = measured.map((channel) => createChannelSums(channelShifts(channel, outputs)));
    measured.forEach((channel, k) => {
      for (let lane = 0; lane < LANES; lane++) {
        const counting = Math.min(now, laneTrials(trials, lane) * perTrial - row);
        addToChannel(channel, found[k]!, outputs, lane, row, counting, perTrial);
      }
    });
  }
  measured.forEach((channel, k) => {
    const { shifts, lanes } = found[k]!;
    sums[places[k]!] = shifts[channel.kind === 'average' ? 0 : 1];
    lanes.forEach((lane, l) => storeLane(sums, channels, places[k]!, l, channel, lane, m, perTrial));
  });
}

/** Fills the input registers with the next draws: `rows` of each lane, from draw `firstRow` on. */
type FillInputs = (firstRow: number, rows: number) => void;

export function inputsOf(family: Family, task: BlockTask, registers: readonly Float64Array[]): FillInputs {
  const streams = FAMILIES[family].sources.map((source) => seedStreams(task.key, task.block, source));
  const words = new Uint32Array(MEMORY_ROWS * HALVES);
  if (family === 'lattice') return latticeInputs(streams[0]!, task.m, registers[0]!);
  if (family === 'coupled') {
    return (_, rows) => streams.forEach((stream, i) => nextNormals(stream, rows, registers[i]!, words));
  }
  const [z, eps] = [registers[0]!, registers[1]!];
  const { mu, sigma } = task;
  return (_, rows) => {
    nextNormals(streams[0]!, rows, eps, words);
    for (let i = 0; i < rows * LANES; i++) z[i] = mu + sigma * eps[i]!;
  };
}

function latticeInputs(streams: LaneStates, m: number, u: Float64Array): FillInputs {
  const [shifts] = createArrays(1, LANES);
  const word = new Uint32Array(HALVES);
  const next = (): readonly number[] =>
    Array.from({ length: LANES }, (_, lane) => {
      nextWords(streams, lane, 1, word);
      return shiftUniform(word[0]!, word[1]!);
    });
  return (firstRow, rows) => fillLattice(u, 0, firstRow, rows, m, shifts!, { next });
}
