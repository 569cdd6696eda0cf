import { fillLattice, shiftUniform } from '../reference/lattice.ts';
import { FAMILIES, type Family } from '../../../src/streams/measurement.ts';
import { EPS, registerAt, ROW, sourceStateAt, WORDS } from './memory-layout.ts';
import { SOURCE } from '../reference/sfc64.ts';
import { LANES } from '../../../src/streams/task.ts';
import type { BlockTask } from '../../../src/streams/task.ts';
import type { Kernel } from './wasm-kernel.ts';

/**
 * Fills the first registers with the next draws of a family: `rows` of each lane, from draw `firstRow` on.
 */
export type FillInputs = (firstRow: number, rows: number) => void;

/** Seeds the sources of a family for a block and says how its inputs are filled. */
export function inputsOnKernel(kernel: Kernel, family: Family, task: BlockTask): FillInputs {
  const { sources } = FAMILIES[family];
  sources.forEach((source, i) => seedSource(kernel, task, source, sourceStateAt(i)));
  switch (family) {
    case 'plain':
    case 'mirrored':
      return (_, rows) => fillNormals(kernel, 0, registerAt(1), registerAt(0), rows, task);
    case 'coupled':
      return (_, rows) =>
        sources.forEach((__, i) => fillNormals(kernel, i, registerAt(i), EPS, rows, STANDARD));
    case 'lattice':
      return latticeOnKernel(kernel, task.m);
  }
}

const STANDARD = { mu: 0, sigma: 1 };

/** Seeds a source of random numbers for a block; its state stands at `state`. */
export function seedSource(
  { functions }: Kernel,
  { key, block }: BlockTask,
  source: number,
  state: number,
): void {
  const stream = block * LANES;
  const high = Math.floor(stream / 4294967296);
  const low = stream - high * 4294967296;
  functions.seedStreams(state, key[0], key[1], key[2], key[3], source * SOURCE + high, low, WORDS);
}

/** The next `rows` rows of normals of a source, and mu + sigma times them. */
export function fillNormals(
  { functions }: Kernel,
  source: number,
  eps: number,
  z: number,
  rows: number,
  { mu, sigma }: Pick<BlockTask, 'mu' | 'sigma'>,
): void {
  const even = rows + (rows & 1);
  functions.fillWords(sourceStateAt(source), WORDS, WORDS + even * ROW);
  functions.squaredRadiiAll(WORDS, WORDS + even * ROW);
  functions.normalsAll(eps, eps + even * ROW, z, WORDS, mu, sigma);
}

function latticeOnKernel({ functions, doubles, halves }: Kernel, m: number): FillInputs {
  const shifts = new Float64Array(LANES);
  const word = WORDS / 4;
  const next = (): readonly number[] => {
    functions.fillWords(sourceStateAt(0), WORDS, WORDS + ROW);
    return Array.from({ length: LANES }, (_, lane) =>
      shiftUniform(halves[word + 2 * lane + 1]!, halves[word + 2 * lane]!),
    );
  };
  return (firstRow, rows) => fillLattice(doubles, registerAt(0) / 8, firstRow, rows, m, shifts, { next });
}
