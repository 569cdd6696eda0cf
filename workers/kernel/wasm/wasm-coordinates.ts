import type { CoordinateProgram } from '../../../src/formula/program/program.ts';
import type { KernelMemory } from './kernel-exports.ts';
import { contributionSteps, DRAW } from './contribution-steps.ts';
import { encodeOutputs, type EncodedBlock } from './encode-program.ts';
import { EPS, otherSumAt, registerAt, REGISTER_STEP, ROWS, sourceStateAt } from './memory-layout.ts';
import { OTHERS_ROWS, OTHERS_SOURCE } from '../reference/other-coordinates.ts';
import type { OperandPlace, Step } from './steps.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';
import { runBlockOnKernel } from './wasm-block.ts';
import { seedSource } from './wasm-inputs.ts';
import type { Kernel } from './wasm-kernel.ts';

/**
 * A program of several coordinates. Before each memory block it draws the other coordinates and puts the sums
 * of their terms into the registers after z.
 */
export function encodeCoordinates(
  kernel: KernelMemory,
  { others, terms, whole }: CoordinateProgram,
): EncodedBlock {
  if (OTHERS_ROWS !== ROWS) throw new Error('the other coordinates are drawn for whole memory blocks');
  const last = encodeOutputs(kernel, whole);
  const each = encodeOutputs(kernel, terms, last.constants.length);
  const [value, derivative] = last.outputs;
  const sums = each.outputs.map((_, k) => otherSumAt(k));
  const draw: Step = { ...DRAW, state: sourceStateAt(0), eps: EPS };
  const add = (term: OperandPlace, k: number): Step => ({
    kind: 'pass',
    name: 'addAll',
    pass: kernel.functions.addAll,
    out: sums[k]!,
    a: { at: sums[k]!, step: REGISTER_STEP },
    b: term,
    c: term,
    outside: { kind: 'never' },
  });
  return {
    constants: [...last.constants, ...each.constants],
    block: [
      ...sums.map((out): Step => ({ kind: 'clear', out })),
      { kind: 'repeat', times: others, steps: [draw, ...each.steps, ...each.outputs.map(add)] },
      ...sums.map((from, k): Step => ({ kind: 'copy', out: registerAt(1 + k), from })),
      DRAW,
      ...last.steps,
      ...contributionSteps(kernel, value!, derivative!),
    ],
  };
}

/** `runCoordinates` of run-coordinates.ts on the kernel, with the same bits. */
export function runCoordinatesOnKernel(kernel: Kernel, program: EncodedBlock, task: BlockTask): BlockSums {
  seedSource(kernel, task, OTHERS_SOURCE, sourceStateAt(0));
  return runBlockOnKernel(kernel, program, task);
}
