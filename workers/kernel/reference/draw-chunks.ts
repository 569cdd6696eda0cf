import type { BlockProgram, CoordinateProgram, DrawProgram } from '../../../src/formula/program/program.ts';
import { createArrays } from '../../../src/formula/program/arrays.ts';
import {
  createOutputRegisters,
  evaluateOutputs,
  evaluateProgram,
} from '../../../src/formula/program/evaluate-program.ts';
import { nextNormals } from './normals.ts';
import { OTHERS_ROWS, otherCoordinates } from './other-coordinates.ts';
import { HALVES, seedStreams } from './sfc64.ts';
import { LANES, type BlockTask } from '../../../src/streams/task.ts';
import { createWorkspace } from './workspace.ts';

/**
 * Rows of a block one after the other, each array [row·8 + lane]; the arrays are written over by the next
 * chunk.
 */
export interface DrawChunk {
  /** Number of the first row, and how many there are. */
  readonly first: number;
  readonly rows: number;
  readonly eps: Float64Array;
  /** mu + sigma·eps: of several coordinates the first. */
  readonly z: Float64Array;
  /** r, and its derivative in z. */
  readonly value: Float64Array;
  readonly derivative: Float64Array;
}

/**
 * The draws of a block as `runBlock` and `runCoordinates` sum them, up to the end of the last row of trials.
 */
export function drawChunks(program: DrawProgram, task: BlockTask): Generator<DrawChunk> {
  return 'others' in program ? coordinateChunks(program, task) : plainChunks(program, task);
}

/** Rows that every lane makes. */
function rowsOf({ trials, m }: BlockTask): number {
  return Math.ceil(trials / LANES) * m;
}

function* plainChunks(program: BlockProgram, task: BlockTask): Generator<DrawChunk> {
  const { mu, sigma } = task;
  const all = rowsOf(task);
  const { rows: most, words, eps, registers } = createWorkspace(program, all);
  const streams = seedStreams(task.key, task.block);
  const z = registers[0]!;
  for (let first = 0; first < all; first += most) {
    const rows = Math.min(most, all - first);
    nextNormals(streams, rows, eps, words);
    for (let i = 0; i < rows * LANES; i++) z[i] = mu + sigma * eps[i]!;
    yield { first, rows, eps, z, ...evaluateProgram(program, registers, rows * LANES) };
  }
}

export function* coordinateChunks(program: CoordinateProgram, task: BlockTask): Generator<DrawChunk> {
  const { mu, sigma } = task;
  const all = rowsOf(task);
  const streams = seedStreams(task.key, task.block);
  const nextOthers = otherCoordinates(program, task);
  const words = new Uint32Array(OTHERS_ROWS * HALVES);
  const [eps] = createArrays(1, OTHERS_ROWS * LANES) as [Float64Array];
  const registers = createOutputRegisters(program.whole, OTHERS_ROWS * LANES);
  const [z, ...others] = registers.slice(0, program.whole.inputs) as [Float64Array, ...Float64Array[]];
  for (let first = 0; first < all; first += OTHERS_ROWS) {
    const rows = Math.min(OTHERS_ROWS, all - first);
    nextOthers(others);
    nextNormals(streams, rows, eps, words);
    for (let i = 0; i < rows * LANES; i++) z[i] = mu + sigma * eps[i]!;
    const [value, derivative] = evaluateOutputs(program.whole, registers, rows * LANES);
    yield { first, rows, eps, z, value: value!, derivative: derivative! };
  }
}
