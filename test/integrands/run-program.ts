import { OPERATIONS } from '../../src/formula/operations/table.ts';
import type { BlockProgram, Operand } from '../../src/formula/program/program.ts';

/** A block program run for one z, one instruction after the other. */
export function runProgram(
  program: BlockProgram,
  z: number,
): { readonly value: number; readonly derivative: number } {
  const registers = new Float64Array(program.registers).fill(Number.NaN);
  registers[0] = z;
  const read = (operand: Operand): number =>
    'constant' in operand ? operand.constant : registers[operand.register]!;
  for (const { operation, out, args } of program.instructions) {
    const [a = 0, b = 0, c = 0] = args.map(read);
    registers[out] = operation === 'square' ? a * a : OPERATIONS[operation].evaluate(a, b, c);
  }
  return { value: read(program.value), derivative: read(program.derivative) };
}
