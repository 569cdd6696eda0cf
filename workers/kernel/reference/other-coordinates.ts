import type { CoordinateProgram } from '../../../src/formula/program/program.ts';
import { createArrays } from '../../../src/formula/program/arrays.ts';
import { createOutputRegisters, evaluateOutputs } from '../../../src/formula/program/evaluate-program.ts';
import { nextNormals } from './normals.ts';
import { HALVES, seedStreams } from './sfc64.ts';
import { LANES, type BlockTask } from '../../../src/streams/task.ts';

/*
 * The coordinates z_2 … z_D of the draws of a block have a source of random numbers of their own, so that z_1
 * is drawn as if it were alone. They are drawn for 64 rows at a time, coordinate after coordinate, and always
 * for 64: so a block with more trials begins with the draws of a block with fewer. Part of the stream scheme.
 */
export const OTHERS_SOURCE = 8;
export const OTHERS_ROWS = 64;

/**
 * The reference of wasm-coordinates.ts in plain TypeScript: returns a function that draws the other
 * coordinates for the next OTHERS_ROWS rows of each lane and writes the sum of every term over them, [row·8 +
 * lane].
 */
export function otherCoordinates(
  { others, terms }: CoordinateProgram,
  { key, block, mu, sigma }: BlockTask,
): (sums: readonly Float64Array[]) => void {
  const length = OTHERS_ROWS * LANES;
  const streams = seedStreams(key, block, OTHERS_SOURCE);
  const words = new Uint32Array(OTHERS_ROWS * HALVES);
  const [eps] = createArrays(1, length) as [Float64Array];
  const registers = createOutputRegisters(terms, length);
  const z = registers[0]!;
  return (sums) => {
    for (const sum of sums) sum.fill(0);
    for (let i = 0; i < others; i++) {
      nextNormals(streams, OTHERS_ROWS, eps, words);
      for (let j = 0; j < length; j++) z[j] = mu + sigma * eps[j]!;
      evaluateOutputs(terms, registers, length).forEach((term, k) => {
        const sum = sums[k]!;
        for (let j = 0; j < length; j++) sum[j] = sum[j]! + term[j]!;
      });
    }
  };
}
