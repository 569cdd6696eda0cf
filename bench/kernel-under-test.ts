import type { BlockProgram } from '../src/integrands/program.ts';
import { createRegisters, evaluateProgram } from '../workers/kernel/evaluate-program.ts';
import { nextNormals } from '../workers/kernel/normals.ts';
import { runBlock } from '../workers/kernel/run-block.ts';
import { HALVES, seedStreams } from '../workers/kernel/sfc64.ts';
import { LANES, type BlockTask, type CellKey } from '../workers/kernel/task.ts';
import { createWorkspace } from '../workers/kernel/workspace.ts';

/*
 * The one place where the suites meet the kernel: another kernel is benchmarked by changing this file alone. Each
 * function prepares what a call needs and returns the call.
 */

/** The key of all benchmarked streams; any will do. */
export const KEY: CellKey = [1, 2, 3, 4];

const ROWS = 64;

/** Draws that a call of `drawNormals` makes. */
export const NORMALS = ROWS * LANES;

export function drawNormals(): () => void {
  const streams = seedStreams(KEY, 0);
  const eps = new Float64Array(NORMALS);
  const words = new Uint32Array(ROWS * HALVES);
  return () => nextNormals(streams, ROWS, eps, words);
}

/** Runs a program over all of z. */
export function evaluate(program: BlockProgram, z: Float64Array): () => void {
  const registers = createRegisters(program, z.length);
  registers[0]!.set(z);
  return () => void evaluateProgram(program, registers, z.length);
}

export function blocks(program: BlockProgram, tasks: readonly BlockTask[]): () => void {
  const workspace = createWorkspace(program);
  return () => {
    for (const task of tasks) runBlock(program, task, workspace);
  };
}
