import type { BlockProgram } from '../../../src/formula/program/program.ts';
import { createArrays } from '../../../src/formula/program/arrays.ts';
import { createRegisters } from '../../../src/formula/program/evaluate-program.ts';
import { HALVES } from './sfc64.ts';
import { CONTRIBUTIONS, LANES } from '../../../src/streams/task.ts';

/** Arrays that a block is worked through in, a memory block at a time. No number depends on its length. */
export interface Workspace {
  /** Draws of each lane in a memory block; even, because normals come in pairs. */
  readonly rows: number;
  readonly words: Uint32Array;
  readonly eps: Float64Array;
  readonly registers: readonly Float64Array[];
  readonly contributed: readonly Float64Array[];
}

/** 64 rows of 8 lanes are 4 KB an array, so that a dozen arrays fit the first-level cache. */
const MEMORY_ROWS = 64;

/**
 * @param draws draws of each lane that a block has at the most; a smaller workspace is made for a smaller
 *   block
 * @param pairs half the rows of a memory block; for tests, since no result depends on it
 */
export function createWorkspace(
  program: BlockProgram,
  draws = Infinity,
  pairs: number = MEMORY_ROWS / 2,
): Workspace {
  const rows = 2 * Math.min(pairs, Math.ceil(draws / 2));
  const length = rows * LANES;
  return {
    rows,
    words: new Uint32Array(rows * HALVES),
    eps: new Float64Array(length),
    registers: createRegisters(program, length),
    contributed: createArrays(CONTRIBUTIONS, length),
  };
}
