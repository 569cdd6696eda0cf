import { EPS, ROW, ROWS, WORDS } from './memory-layout.ts';
import { runOutside } from './outside.ts';
import type { BlockRows, NormalsStep, OperandPlace, PassStep, Step, SumsStep } from './steps.ts';
import type { KernelMemory } from './kernel-exports.ts';

/**
 * Carries out a list of steps for every memory block of a block, with the passes of the WebAssembly module.
 */
export function runPortably(kernel: KernelMemory, steps: readonly Step[], block: BlockRows): void {
  for (let first = 0; first < block.draws; first += ROWS)
    runSteps(kernel, steps, block, first, Math.min(ROWS, block.draws - first));
}

function runSteps(
  kernel: KernelMemory,
  steps: readonly Step[],
  block: BlockRows,
  first: number,
  rows: number,
): void {
  const { doubles } = kernel;
  for (const step of steps) {
    switch (step.kind) {
      case 'pass':
        runPass(doubles, step, rows);
        break;
      case 'normals':
        drawNormals(kernel, step, block, rows);
        break;
      case 'ask':
        if (first === 0 || !step.onlyFirst) step.answer(block, first, rows);
        break;
      case 'clear':
        doubles.fill(0, step.out / 8, (step.out + ROWS * ROW) / 8);
        break;
      case 'copy':
        doubles.copyWithin(step.out / 8, step.from / 8, (step.from + ROWS * ROW) / 8);
        break;
      case 'repeat':
        for (let i = 0; i < step.times; i++) runSteps(kernel, step.steps, block, first, ROWS);
        break;
      case 'sums':
        addToSums(kernel, step, block, first, rows);
    }
  }
}

function runPass(doubles: Float64Array, step: PassStep, rows: number): void {
  const { pass, out, a, b, c } = step;
  const met = pass(out, out + rows * ROW, a.at, a.step, b.at, b.step, c.at, c.step);
  if (met === 1) runOutside(doubles, step, rows);
}

function drawNormals(
  { functions }: KernelMemory,
  { state, eps, z, isStandard }: NormalsStep,
  { mu, sigma }: BlockRows,
  rows: number,
): void {
  const length = (rows + (rows & 1)) * ROW;
  functions.fillWords(state, WORDS, WORDS + length);
  functions.squaredRadiiAll(WORDS, WORDS + length);
  functions.normalsAll(eps, eps + length, z, WORDS, isStandard ? 0 : mu, isStandard ? 1 : sigma);
}

function addToSums(
  kernel: KernelMemory,
  step: SumsStep,
  block: BlockRows,
  first: number,
  rows: number,
): void {
  const split = Math.max(0, Math.min(block.counting - first, rows));
  addRows(kernel, step, first, block.perTrial, 0, split);
  if (split === rows) return;
  const { at, saved, length } = step;
  if (first + split === block.counting) kernel.doubles.copyWithin(saved / 8, at / 8, (at + length) / 8);
  addRows(kernel, step, first, block.perTrial, split, rows);
}

/** Adds rows from..to of the memory block that begins at row `first`. */
function addRows(
  { functions }: KernelMemory,
  { sums }: SumsStep,
  first: number,
  perTrial: number,
  from: number,
  to: number,
): void {
  if (from === to) return;
  const eps = EPS + from * ROW;
  const end = EPS + to * ROW;
  const left = perTrial - ((first + from) % perTrial);
  for (const sum of sums) {
    const v = rowOf(sum.v, from);
    if (sum.kind === 'contribution') {
      sum.pass(eps, end, v, sum.v.step, sum.shift, sum.sums, perTrial, left);
    } else {
      const { w, shifts } = sum;
      functions.addCovariance(
        to - from,
        v,
        sum.v.step,
        rowOf(w, from),
        w.step,
        shifts,
        sum.sums,
        perTrial,
        left,
      );
    }
  }
}

function rowOf({ at, step }: OperandPlace, row: number): number {
  return at + 2 * row * step;
}
