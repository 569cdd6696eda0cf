import type { BlockProgram, OutputProgram } from '../src/formula/program/program.ts';
import { DRAW } from '../workers/kernel/wasm/contribution-steps.ts';
import { encodeOutputs, encodeProgram } from '../workers/kernel/wasm/encode-program.ts';
import { ROWS, STATE, WORDS, registerAt } from '../workers/kernel/wasm/memory-layout.ts';
import { LANES, type BlockTask, type CellKey } from '../src/streams/task.ts';
import { loadKernel } from '../workers/kernel/native/load-kernel.ts';
import { runBlockOnKernel } from '../workers/kernel/wasm/wasm-block.ts';
import { placeConstants, runOverRows } from '../workers/kernel/wasm/wasm-evaluate.ts';
import type { Kernel } from '../workers/kernel/wasm/wasm-kernel.ts';

/*
 * The one place where the suites meet the kernel: another kernel is benchmarked by changing this file alone. Each
 * function prepares what a call needs and returns the call.
 */

/** The key of all benchmarked streams; any will do. */
export const KEY: CellKey = [1, 2, 3, 4];

/** Draws that a call of `drawNormals` makes. */
export const NORMALS = ROWS * LANES;

export function drawNormals(): () => void {
  const draw = drawsOn(loadKernel(), 0, 1);
  return () => draw(1);
}

/** Fills register 0 with the next `NORMALS` draws mu + sigma·eps, so many times. */
export function drawsOn(kernel: Kernel, mu: number, sigma: number): (times: number) => void {
  kernel.functions.seedStreams(STATE, ...KEY, 0, 0, WORDS);
  const steps = [DRAW];
  return (times) => {
    const draws = ROWS * times;
    kernel.run(steps, { draws, counting: draws, perTrial: 1, mu, sigma });
  };
}

/** Runs a program so many times over what `drawsOn` has drawn. */
export function evaluateOn(kernel: Kernel, program: OutputProgram, times: number): () => void {
  const encoded = encodeOutputs(kernel, program);
  return () => {
    placeConstants(kernel, encoded);
    // All memory blocks stand in the same registers.
    runOverRows(kernel, encoded.steps, ROWS * times);
  };
}

/** Runs a program over all of z, at most ROWS·LANES numbers and a multiple of LANES. */
export function evaluate(program: BlockProgram, z: Float64Array): () => void {
  const kernel = loadKernel();
  const encoded = encodeProgram(kernel, program);
  placeConstants(kernel, encoded);
  kernel.doubles.set(z, registerAt(0) / 8);
  return () => runOverRows(kernel, encoded.steps, z.length / LANES);
}

export function blocks(program: BlockProgram, tasks: readonly BlockTask[]): () => void {
  const kernel = loadKernel();
  const encoded = encodeProgram(kernel, program);
  return () => {
    for (const task of tasks) runBlockOnKernel(kernel, encoded, task);
  };
}
