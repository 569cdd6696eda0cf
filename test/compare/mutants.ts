import type { Integrand } from '../../src/integrands/integrand.ts';
import { contributions } from '../../workers/kernel/reference/contributions.ts';
import { evaluateProgram } from '../../src/formula/program/evaluate-program.ts';
import { nextNormals } from '../../workers/kernel/reference/normals.ts';
import { seedStreams } from '../../workers/kernel/reference/sfc64.ts';
import { blockShift } from '../../workers/kernel/reference/shift.ts';
import { addToSums, createOpenTrials } from '../../workers/kernel/reference/sums.ts';
import {
  BLOCK_SUMS,
  CONTRIBUTIONS,
  LANES,
  SUMS,
  type BlockSums,
  type BlockTask,
} from '../../src/streams/task.ts';
import { createWorkspace } from '../../workers/kernel/reference/workspace.ts';
import type { Fault } from './simulate.ts';

/*
 * Faults of the kind that estimators really have, put into the reference kernel: its own steps, with one of them changed.
 */

interface Change {
  /** Changes eps in place: the lanes of a row stand side by side. */
  readonly eps?: (eps: Float64Array, count: number) => void;
  /** Changes the four contributions in place: score mu, score sigma, pathwise mu, pathwise sigma. */
  readonly contributions?: (
    u: readonly Float64Array[],
    eps: Float64Array,
    count: number,
    task: BlockTask,
  ) => void;
}

/** `runBlock` of workers/kernel/reference/run-block.ts with a change; without one it gives the same bits (a test says so). */
export function changedBlock(task: BlockTask, { program }: Integrand, change: Change): BlockSums {
  const draws = Math.ceil(task.trials / LANES) * task.m;
  const { rows, words, eps, registers, contributed } = createWorkspace(program, draws);
  const streams = seedStreams(task.key, task.block);
  const sums: BlockSums = new Float64Array(BLOCK_SUMS);
  const open = createOpenTrials();
  for (let first = 0; first < draws; first += rows) {
    const now = Math.min(rows, draws - first);
    nextNormals(streams, now, eps, words);
    change.eps?.(eps, now * LANES);
    const z = registers[0]!;
    for (let i = 0; i < now * LANES; i++) z[i] = task.mu + task.sigma * eps[i]!;
    contributions(now * LANES, eps, evaluateProgram(program, registers, now * LANES), contributed);
    change.contributions?.(contributed, eps, now * LANES, task);
    if (first === 0) for (let k = 0; k < CONTRIBUTIONS; k++) sums[k] = blockShift(contributed[k]!);
    addToSums(task, first, now, contributed, sums, open);
  }
  return sums;
}

const changed = (change: Change): Fault => ({
  block: (task, integrand) => changedBlock(task, integrand, change),
});

const eachDraw = (of: (u: readonly Float64Array[], i: number, eps: number, task: BlockTask) => void): Fault =>
  changed({
    contributions: (u, eps, count, task) => {
      for (let i = 0; i < count; i++) of(u, i, eps[i]!, task);
    },
  });

const times = (u: Float64Array, i: number, factor: number): void => {
  u[i] = u[i]! * factor;
};

export const UNCHANGED: Fault = changed({});

export const MUTANTS: Readonly<Record<string, Fault>> = {
  'sign of eps': eachDraw((u, i) => {
    times(u[0]!, i, -1);
    times(u[3]!, i, -1);
  }),
  'eps² − 1 → eps²': eachDraw((u, i, eps) => {
    const excess = eps * eps - 1;
    if (excess !== 0) times(u[1]!, i, (eps * eps) / excess);
  }),
  '1/sigma → 1/sigma²': eachDraw((u, i, _eps, { sigma }) => {
    times(u[0]!, i, 1 / sigma);
    times(u[1]!, i, 1 / sigma);
  }),
  'lanes share one stream': changed({
    eps: (eps, count) => {
      for (let i = 0; i < count; i++) eps[i] = eps[i - (i % LANES)]!;
    },
  }),
  'one block counted twice': {
    blocks: (count) => [0, ...Array.from({ length: count }, (_, block) => block)],
  },
  'one block in place of another': { blocks: (count) => Array.from({ length: count }, () => 0) },
  'one block dropped': { blocks: (count) => Array.from({ length: count - 1 }, (_, block) => block) },
  'unpaired draws': {
    block: (task, integrand) => {
      const sums = changedBlock(task, integrand, {});
      const other = changedBlock({ ...task, block: task.block + 1000 }, integrand, {});
      return sums.map((sum, i) => (ofScore(i) ? sum : other[i]!));
    },
  },
  "r' off by 1e-3": eachDraw((u, i) => {
    times(u[2]!, i, 1.001);
    times(u[3]!, i, 1.001);
  }),
  'population variance': {
    row: (row) => {
      const of = (variance: number | null) =>
        variance === null ? null : variance * (1 - 1 / (row.trials ?? 1));
      return { ...row, variance_1: of(row.variance_1), variance_2: of(row.variance_2) };
    },
  },
};

/** Whether a place of the block sums belongs to the score contributions. */
function ofScore(i: number): boolean {
  if (i < CONTRIBUTIONS) return i < 2;
  return Math.floor((i - CONTRIBUTIONS) / SUMS) % CONTRIBUTIONS < 2;
}

/** Multiplies what the pathwise estimator contributes by sqrt(1 + shift): its variance grows by the factor 1 + shift. */
export function grownVariance(shift: number): Fault {
  const factor = Math.sqrt(1 + shift);
  return {
    block: (_task, _integrand, sound) =>
      sound().map((sum, i) => {
        if (ofScore(i)) return sum;
        // Shifts and plain sums are linear, the other sums squares.
        const linear = i < CONTRIBUTIONS || (i - CONTRIBUTIONS) % SUMS === 0;
        return sum * (linear ? factor : factor * factor);
      }),
  };
}
