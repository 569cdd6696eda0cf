import type { BlockProgram } from '../../src/integrands/program.ts';
import { evaluateProgram } from './evaluate-program.ts';
import { nextNormals } from './normals.ts';
import { seedStreams } from './sfc64.ts';
import { LANES, laneTrials, type BlockTask } from './task.ts';
import { createWorkspace } from './workspace.ts';

/** One draw of a block and what it contributes. */
export interface BlockDraw {
  /** Trial of the block, and draw of the trial, from 0. */
  readonly trial: number;
  readonly draw: number;
  readonly eps: number;
  readonly z: number;
  /** r(z) and r'(z). */
  readonly value: number;
  readonly derivative: number;
}

/** Every draw of a block that counts, by draw of the lane and then by lane: those that `runBlock` sums, one by one. */
export function* blockDraws(program: BlockProgram, task: BlockTask): Generator<BlockDraw> {
  const { trials, m, mu, sigma } = task;
  const draws = Math.ceil(trials / LANES) * m;
  const { rows, words, eps, registers } = createWorkspace(program, draws);
  const streams = seedStreams(task.key, task.block);
  for (let first = 0; first < draws; first += rows) {
    const now = Math.min(rows, draws - first);
    nextNormals(streams, now, eps, words);
    const z = registers[0]!;
    for (let i = 0; i < now * LANES; i++) z[i] = mu + sigma * eps[i]!;
    const { value, derivative } = evaluateProgram(program, registers, now * LANES);
    for (let i = 0; i < now * LANES; i++) {
      const lane = i % LANES;
      const row = first + (i - lane) / LANES;
      if (row >= laneTrials(trials, lane) * m) continue;
      const trial = Math.floor(row / m) * LANES + lane;
      yield { trial, draw: row % m, eps: eps[i]!, z: z[i]!, value: value[i]!, derivative: derivative[i]! };
    }
  }
}
