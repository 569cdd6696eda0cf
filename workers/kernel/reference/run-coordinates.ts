import type { CoordinateProgram } from '../../../src/formula/program/program.ts';
import { createArrays } from '../../../src/formula/program/arrays.ts';
import { contributions } from './contributions.ts';
import { coordinateChunks } from './draw-chunks.ts';
import { OTHERS_ROWS } from './other-coordinates.ts';
import { blockShift } from './shift.ts';
import { addToSums, createOpenTrials } from './sums.ts';
import { BLOCK_SUMS, CONTRIBUTIONS, LANES } from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';

/**
 * `runBlock` of run-block.ts for a function of several coordinates: z_1 is drawn as z is there, and r and r'
 * are those of z_1 at the draws of the other coordinates. The reference of wasm-coordinates.ts in plain
 * TypeScript.
 *
 * Domain and errors: those of `runBlock`.
 */
export function runCoordinates(program: CoordinateProgram, task: BlockTask): BlockSums {
  const sums: BlockSums = new Float64Array(BLOCK_SUMS);
  const open = createOpenTrials();
  const contributed = createArrays(CONTRIBUTIONS, OTHERS_ROWS * LANES);
  for (const chunk of coordinateChunks(program, task)) {
    const { first, rows, eps } = chunk;
    contributions(rows * LANES, eps, chunk, contributed);
    if (first === 0) for (let k = 0; k < CONTRIBUTIONS; k++) sums[k] = blockShift(contributed[k]!);
    addToSums(task, first, rows, contributed, sums, open);
  }
  return sums;
}
