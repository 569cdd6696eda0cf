import type { GuidePoint } from '../src/estimators/guide-point.ts';
import type { PreparedIntegrand } from './prepared.ts';
import type { DrawProgram } from '../src/formula/program/program.ts';
import { encodeProgram } from './kernel/wasm/encode-program.ts';
import { runBlock } from './kernel/reference/run-block.ts';
import { runCoordinates } from './kernel/reference/run-coordinates.ts';
import { runMeasurement } from './kernel/reference/run-measurement.ts';
import {
  channelSumIndex,
  CONTRIBUTIONS,
  LANES,
  SUMS,
  sumsLength,
  type BlockSums,
  type BlockTask,
} from '../src/streams/task.ts';
import { runBlockOnKernel } from './kernel/wasm/wasm-block.ts';
import { encodeCoordinates, runCoordinatesOnKernel } from './kernel/wasm/wasm-coordinates.ts';
import type { Kernel } from './kernel/wasm/wasm-kernel.ts';
import { encodeMeasurement, runMeasurementOnKernel } from './kernel/wasm/wasm-measurement.ts';

/** The sums of blocks of one cell: of the four contributions, and of the channels that were requested. */
export function blockSumsOnKernel(
  kernel: Kernel,
  { program, requests, measurements }: PreparedIntegrand,
  at: GuidePoint,
  m: number,
): (task: BlockTask) => BlockSums {
  const contributionSums = contributionSumsOn(kernel, program);
  if (requests.length === 0) return contributionSums;
  const placed = measurements(at, m).map((each) => ({
    places: each.requests.map((request) => CONTRIBUTIONS + request),
    measurement: encodeMeasurement(kernel, each.measurement),
  }));
  const channels = CONTRIBUTIONS + requests.length;
  return (task) => {
    const sums = widened(contributionSums(task), channels);
    for (const { measurement, places } of placed) {
      runMeasurementOnKernel(kernel, measurement, task, sums, channels, places);
    }
    return sums;
  };
}

function contributionSumsOn(kernel: Kernel, program: DrawProgram): (task: BlockTask) => BlockSums {
  if ('others' in program) {
    const encoded = encodeCoordinates(kernel, program);
    return (task) => runCoordinatesOnKernel(kernel, encoded, task);
  }
  const encoded = encodeProgram(kernel, program);
  return (task) => runBlockOnKernel(kernel, encoded, task);
}

/** The same by the plain reference: the same bits, slowly. */
export function referenceBlockSums(
  { program, requests, measurements }: PreparedIntegrand,
  at: GuidePoint,
  task: BlockTask,
): BlockSums {
  const channels = CONTRIBUTIONS + requests.length;
  const four = 'others' in program ? runCoordinates(program, task) : runBlock(program, task);
  const sums = widened(four, channels);
  for (const { measurement, requests: measured } of measurements(at, task.m)) {
    runMeasurement(
      measurement,
      task,
      sums,
      channels,
      measured.map((request) => CONTRIBUTIONS + request),
    );
  }
  return sums;
}

/** The sums of the four contributions as the first of so many channels. */
function widened(four: BlockSums, channels: number): BlockSums {
  if (channels === CONTRIBUTIONS) return four;
  const sums = new Float64Array(sumsLength(channels));
  sums.set(four.subarray(0, CONTRIBUTIONS));
  const each = CONTRIBUTIONS * SUMS;
  for (let lane = 0; lane < LANES; lane += 1) {
    const from = CONTRIBUTIONS + lane * each;
    sums.set(four.subarray(from, from + each), channelSumIndex(channels, lane, 0, 0));
  }
  return sums;
}
