import type { BlockProgram, Operand } from './program.ts';

/** A program for people: one instruction a line, then where r and r' stand. */
export function printProgram(program: BlockProgram): string {
  const lines = program.instructions.map(
    ({ operation, out, args }) => `r${out} = ${[operation, ...args.map(printOperand)].join(' ')}`,
  );
  return [
    ...lines,
    `value ${printOperand(program.value)}`,
    `derivative ${printOperand(program.derivative)}`,
  ].join('\n');
}

function printOperand(operand: Operand): string {
  return 'constant' in operand ? String(operand.constant) : `r${operand.register}`;
}
