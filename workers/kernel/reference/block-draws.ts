import type { DrawProgram } from '../../../src/formula/program/program.ts';
import { drawChunks } from './draw-chunks.ts';
import { LANES, laneTrials, type BlockTask } from '../../../src/streams/task.ts';

/** One draw of a block and what it contributes. */
export interface BlockDraw {
  /** Trial of the block, and draw of the trial, from 0. */
  readonly trial: number;
  readonly draw: number;
  readonly eps: number;
  /** Of several coordinates the first. */
  readonly z: number;
  /** r, and its derivative in z. */
  readonly value: number;
  readonly derivative: number;
}

/**
 * Every draw of a block that counts, by draw of the lane and then by lane: those that `runBlock` sums, one by
 * one.
 */
export function* blockDraws(program: DrawProgram, task: BlockTask): Generator<BlockDraw> {
  const { trials, m } = task;
  for (const { first, rows, eps, z, value, derivative } of drawChunks(program, task)) {
    for (let i = 0; i < rows * LANES; i++) {
      const lane = i % LANES;
      const row = first + (i - lane) / LANES;
      if (row >= laneTrials(trials, lane) * m) continue;
      const trial = Math.floor(row / m) * LANES + lane;
      yield { trial, draw: row % m, eps: eps[i]!, z: z[i]!, value: value[i]!, derivative: derivative[i]! };
    }
  }
}
