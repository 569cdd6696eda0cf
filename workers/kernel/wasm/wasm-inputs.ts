import { fillLattice, shiftUniform } from '../reference/lattice.ts';
import { FAMILIES, type Family } from '../../../src/streams/measurement.ts';
import { EPS, registerAt, ROW, sourceStateAt, WORDS } from './memory-layout.ts';
import { SOURCE } from '../reference/sfc64.ts';
import type { Step } from './steps.ts';
import { LANES } from '../../../src/streams/task.ts';
import type { BlockTask } from '../../../src/streams/task.ts';
import type { KernelMemory } from './kernel-exports.ts';

/** Seeds the sources of a family for a block. */
export function seedFamily(kernel: KernelMemory, family: Family, task: BlockTask): void {
  FAMILIES[family].sources.forEach((source, i) => seedSource(kernel, task, source, sourceStateAt(i)));
}

/** Steps that fill the first registers with the next draws of a family. */
export function inputSteps(kernel: KernelMemory, family: Family): readonly Step[] {
  switch (family) {
    case 'plain':
    case 'mirrored': {
      const [state, eps, z] = [sourceStateAt(0), registerAt(1), registerAt(0)];
      return [{ kind: 'normals', state, eps, z, isStandard: false }];
    }
    case 'coupled':
      return FAMILIES[family].sources.map((_, i) => {
        const [state, eps] = [sourceStateAt(i), registerAt(i)];
        return { kind: 'normals', state, eps, z: EPS, isStandard: true };
      });
    case 'lattice':
      return [latticeStep(kernel)];
  }
}

/** Seeds a source of random numbers for a block; its state stands at `state`. */
export function seedSource(
  { functions }: KernelMemory,
  { key, block }: BlockTask,
  source: number,
  state: number,
): void {
  const stream = block * LANES;
  const high = Math.floor(stream / 4294967296);
  const low = stream - high * 4294967296;
  functions.seedStreams(state, key[0], key[1], key[2], key[3], source * SOURCE + high, low, WORDS);
}

function latticeStep({ functions, doubles, halves }: KernelMemory): Step {
  const shifts = new Float64Array(LANES);
  const word = WORDS / 4;
  const next = (): readonly number[] => {
    functions.fillWords(sourceStateAt(0), WORDS, WORDS + ROW);
    return Array.from({ length: LANES }, (_, lane) =>
      shiftUniform(halves[word + 2 * lane + 1]!, halves[word + 2 * lane]!),
    );
  };
  return {
    kind: 'ask',
    onlyFirst: false,
    answer: ({ perTrial }, first, rows) =>
      fillLattice(doubles, registerAt(0) / 8, first, rows, perTrial, shifts, { next }),
  };
}
