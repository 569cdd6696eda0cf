import type { EncodedProgram } from './encode-program.ts';
import { LANES } from '../../../src/streams/task.ts';
import { CONSTANT, ROWS, constantAt, registerAt } from './memory-layout.ts';
import type { OperandPlace, Step } from './steps.ts';
import type { KernelMemory } from './kernel-exports.ts';
import type { Kernel } from './wasm-kernel.ts';

/** Puts the constants of a program where its steps look for them. */
export function placeConstants(
  { doubles }: KernelMemory,
  { constants }: { readonly constants: readonly number[] },
): void {
  for (let i = 0; i < constants.length; i++) {
    const at = constantAt(i) / 8;
    doubles.fill(constants[i]!, at, at + CONSTANT / 8);
  }
}

/** Runs steps over the first `rows` rows of the registers, at least one. */
export function runOverRows(kernel: Kernel, steps: readonly Step[], rows: number): void {
  kernel.run(steps, { draws: rows, counting: rows, perTrial: 1, mu: 0, sigma: 1 });
}

/**
 * r(z) and r'(z) for all elements of z, in new arrays: `evaluateIntegrand` of evaluate-program.ts on the
 * kernel, with the same bits.
 */
export function evaluateOnKernel(
  kernel: Kernel,
  program: EncodedProgram,
  z: Float64Array,
): { readonly value: Float64Array; readonly derivative: Float64Array } {
  const value = new Float64Array(z.length);
  const derivative = new Float64Array(z.length);
  placeConstants(kernel, program);
  for (let start = 0; start < z.length; start += ROWS * LANES) {
    const part = z.subarray(start, start + ROWS * LANES);
    const rows = Math.ceil(part.length / LANES);
    const register = registerAt(0) / 8;
    // What the last row has beyond z is evaluated too, and left.
    kernel.doubles.fill(0, register, register + rows * LANES);
    kernel.doubles.set(part, register);
    runOverRows(kernel, program.steps, rows);
    copyOut(kernel, program.value, value, start, part.length);
    copyOut(kernel, program.derivative, derivative, start, part.length);
  }
  return { value, derivative };
}

function copyOut(
  { doubles }: Kernel,
  { at, step }: OperandPlace,
  into: Float64Array,
  start: number,
  count: number,
): void {
  const from = at / 8;
  if (step === 0) into.fill(doubles[from]!, start, start + count);
  else into.set(doubles.subarray(from, from + count), start);
}
