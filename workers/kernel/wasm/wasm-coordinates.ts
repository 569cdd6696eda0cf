import type { CoordinateProgram } from '../../../src/formula/program/program.ts';
import { encodeOutputs, type EncodedOutputs, type EncodedProgram } from './encode-program.ts';
import { EPS, otherSumAt, registerAt, REGISTER_STEP, ROW, sourceStateAt } from './memory-layout.ts';
import { OTHERS_ROWS, OTHERS_SOURCE } from '../reference/other-coordinates.ts';
import { runSteps } from './steps.ts';
import { LANES, type BlockSums, type BlockTask } from '../../../src/streams/task.ts';
import { runBlockOnKernel } from './wasm-block.ts';
import { placeConstants } from './wasm-evaluate.ts';
import { fillNormals, seedSource } from './wasm-inputs.ts';
import type { Kernel } from './wasm-kernel.ts';

/** A program of several coordinates encoded for a kernel. */
export interface EncodedCoordinates {
  readonly others: number;
  readonly terms: EncodedOutputs;
  readonly whole: EncodedProgram;
}

export function encodeCoordinates(
  kernel: Kernel,
  { others, terms, whole }: CoordinateProgram,
): EncodedCoordinates {
  const { steps, constants, outputs } = encodeOutputs(kernel, whole);
  const [value, derivative] = outputs;
  return {
    others,
    terms: encodeOutputs(kernel, terms),
    whole: { steps, constants, value: value!, derivative: derivative! },
  };
}

/** `runCoordinates` of run-coordinates.ts on the WebAssembly kernel, with the same bits. */
export function runCoordinatesOnKernel(
  kernel: Kernel,
  program: EncodedCoordinates,
  task: BlockTask,
): BlockSums {
  seedSource(kernel, task, OTHERS_SOURCE, sourceStateAt(0));
  return runBlockOnKernel(kernel, program.whole, task, () => placeOthers(kernel, program, task));
}

/**
 * Draws the other coordinates of the next OTHERS_ROWS rows and puts the sums of their terms into the
 * registers after z.
 */
function placeOthers(kernel: Kernel, { others, terms, whole }: EncodedCoordinates, task: BlockTask): void {
  const { doubles, functions } = kernel;
  const { outputs, steps } = terms;
  const length = OTHERS_ROWS * ROW;
  placeConstants(kernel, terms);
  outputs.forEach((_, k) => doubles.fill(0, otherSumAt(k) / 8, (otherSumAt(k) + length) / 8));
  for (let i = 0; i < others; i++) {
    fillNormals(kernel, 0, EPS, registerAt(0), OTHERS_ROWS, task);
    runSteps(kernel, steps, OTHERS_ROWS);
    for (let k = 0; k < outputs.length; k++) {
      const sum = otherSumAt(k);
      const { at, step } = outputs[k]!;
      functions.addAll(sum, sum + length, sum, REGISTER_STEP, at, step, at, step);
    }
  }
  placeConstants(kernel, whole);
  outputs.forEach((_, k) => {
    doubles.copyWithin(registerAt(1 + k) / 8, otherSumAt(k) / 8, otherSumAt(k) / 8 + OTHERS_ROWS * LANES);
  });
}
