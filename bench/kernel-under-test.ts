import type { BlockProgram, OutputProgram } from '../src/formula/program/program.ts';
import { encodeOutputs, encodeProgram } from '../workers/kernel/wasm/encode-program.ts';
import { EPS, ROW, ROWS, STATE, WORDS, registerAt } from '../workers/kernel/wasm/memory-layout.ts';
import { runSteps } from '../workers/kernel/wasm/steps.ts';
import { LANES, type BlockTask, type CellKey } from '../src/streams/task.ts';
import { runBlockOnKernel } from '../workers/kernel/wasm/wasm-block.ts';
import { placeConstants } from '../workers/kernel/wasm/wasm-evaluate.ts';
import { loadKernel, type Kernel } from '../workers/kernel/wasm/wasm-kernel.ts';

/*
 * The one place where the suites meet the kernel: another kernel is benchmarked by changing this file alone. Each
 * function prepares what a call needs and returns the call.
 */

/** The key of all benchmarked streams; any will do. */
export const KEY: CellKey = [1, 2, 3, 4];

/** Draws that a call of `drawNormals` makes. */
export const NORMALS = ROWS * LANES;

export function drawNormals(): () => void {
  return drawsOn(loadKernel(), 0, 1);
}

/** Fills register 0 with the next `NORMALS` draws mu + sigma·eps. */
export function drawsOn({ functions }: Kernel, mu: number, sigma: number): () => void {
  const bytes = ROWS * ROW;
  functions.seedStreams(STATE, ...KEY, 0, 0, WORDS);
  return () => {
    functions.fillWords(STATE, WORDS, WORDS + bytes);
    functions.squaredRadiiAll(WORDS, WORDS + bytes);
    functions.normalsAll(EPS, EPS + bytes, registerAt(0), WORDS, mu, sigma);
  };
}

/** Runs a program so many times over what `drawsOn` has drawn. */
export function evaluateOn(kernel: Kernel, program: OutputProgram, times: number): () => void {
  const encoded = encodeOutputs(kernel, program);
  return () => {
    placeConstants(kernel, encoded);
    for (let i = 0; i < times; i += 1) runSteps(kernel, encoded.steps, ROWS);
  };
}

/** Runs a program over all of z, at most ROWS·LANES numbers and a multiple of LANES. */
export function evaluate(program: BlockProgram, z: Float64Array): () => void {
  const kernel = loadKernel();
  const encoded = encodeProgram(kernel, program);
  placeConstants(kernel, encoded);
  kernel.doubles.set(z, registerAt(0) / 8);
  return () => runSteps(kernel, encoded.steps, z.length / LANES);
}

export function blocks(program: BlockProgram, tasks: readonly BlockTask[]): () => void {
  const kernel = loadKernel();
  const encoded = encodeProgram(kernel, program);
  return () => {
    for (const task of tasks) runBlockOnKernel(kernel, encoded, task);
  };
}
