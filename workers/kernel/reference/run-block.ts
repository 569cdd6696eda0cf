import type { BlockProgram } from '../../../src/formula/program/program.ts';
import { contributions } from './contributions.ts';
import { evaluateProgram } from '../../../src/formula/program/evaluate-program.ts';
import { nextNormals } from './normals.ts';
import { seedStreams } from './sfc64.ts';
import { blockShift } from './shift.ts';
import { addToSums, createOpenTrials } from './sums.ts';
import { BLOCK_SUMS, CONTRIBUTIONS, LANES } from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';
import { createWorkspace } from './workspace.ts';
import type { Workspace } from './workspace.ts';

/**
 * The reference of wasm-block.ts in plain TypeScript: what it computes is right, bit for bit, and slow.
 *
 * Runs one block: draws eps, z = mu + sigma·eps, r(z) and r'(z), and sums the contributions over draws and
 * trials. The result depends on the task and the program alone, never on the workspace.
 *
 * Trial t belongs to lane t mod 8; its draws are number (t div 8)·m + j, j < m, of the lane's stream. So a
 * block with more trials begins with the draws of a block with fewer.
 *
 * @param workspace from `createWorkspace` of the same program, to save its allocation over many blocks
 *
 * Domain: m and trials integers from 1. Errors: none; a draw at which r or r' is no finite number makes the
 * sums that it enters non-finite.
 */
export function runBlock(
  program: BlockProgram,
  task: BlockTask,
  workspace: Workspace = createWorkspace(program, drawsOfLane(task)),
): BlockSums {
  const { key, block, mu, sigma } = task;
  const { rows, words, eps, registers, contributed } = workspace;
  const streams = seedStreams(key, block);
  const sums: BlockSums = new Float64Array(BLOCK_SUMS);
  const open = createOpenTrials();
  const draws = drawsOfLane(task);
  for (let first = 0; first < draws; first += rows) {
    const now = Math.min(rows, draws - first);
    nextNormals(streams, now, eps, words);
    const z = registers[0]!;
    for (let i = 0; i < now * LANES; i++) z[i] = mu + sigma * eps[i]!;
    contributions(now * LANES, eps, evaluateProgram(program, registers, now * LANES), contributed);
    if (first === 0) for (let k = 0; k < CONTRIBUTIONS; k++) sums[k] = blockShift(contributed[k]!);
    addToSums(task, first, now, contributed, sums, open);
  }
  return sums;
}

/** Draws that every lane makes: all lanes run to the end of the last row of trials. */
function drawsOfLane({ trials, m }: BlockTask): number {
  return Math.ceil(trials / LANES) * m;
}
