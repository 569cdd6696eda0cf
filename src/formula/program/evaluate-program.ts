import type { BlockProgram, Operand, OutputProgram } from './program.ts';
import { createArrays } from './arrays.ts';
import { passOf } from './passes.ts';

/** What a program of any kind has in common. */
type AnyProgram = Pick<BlockProgram, 'registers' | 'instructions'>;

/**
 * Registers for `evaluateProgram`, each `length` doubles: first those of the program, then one for each
 * constant operand in the order in which the program names them, filled here once.
 */
export function createRegisters(program: BlockProgram, length: number): readonly Float64Array[] {
  return registersFor(program, [program.value, program.derivative], length);
}

/** The same for `evaluateOutputs`. */
export function createOutputRegisters(program: OutputProgram, length: number): readonly Float64Array[] {
  return registersFor(program, program.outputs, length);
}

function registersFor(
  { registers, instructions }: AnyProgram,
  outputs: readonly Operand[],
  length: number,
): readonly Float64Array[] {
  const operands = [...instructions.flatMap((instruction) => instruction.args), ...outputs];
  const constants = operands.flatMap((operand) => ('constant' in operand ? [operand.constant] : []));
  const made = createArrays(registers + constants.length, length);
  constants.forEach((constant, i) => made[registers + i]!.fill(constant));
  return made;
}

/** Where r and r' stand after `evaluateProgram`; they may be the same array. */
export interface Evaluated {
  readonly value: Float64Array;
  readonly derivative: Float64Array;
}

/**
 * Runs a program elementwise: r(z) and r'(z) for the first `count` elements of registers[0], which the
 * caller has filled with z and which stays as it is. Each element has the bits of its scalar evaluation.
 *
 * @param registers from `createRegisters` of the same program; overwritten from 1 on
 * @param count at most the registers' length
 *
 * Domain: all doubles; an operation outside its domain gives NaN or an infinity. Errors: none.
 */
export function evaluateProgram(
  program: BlockProgram,
  registers: readonly Float64Array[],
  count: number,
): Evaluated {
  const { value, derivative } = program;
  const constant = runInstructions(program, registers, count);
  const next = 'constant' in value ? constant + 1 : constant;
  return {
    value: registers['register' in value ? value.register : constant]!,
    derivative: registers['register' in derivative ? derivative.register : next]!,
  };
}

/**
 * The same for a program of several inputs, which the caller has filled in, and several outputs: where each
 * stands.
 *
 * @param registers from `createOutputRegisters` of the same program
 */
export function evaluateOutputs(
  program: OutputProgram,
  registers: readonly Float64Array[],
  count: number,
): readonly Float64Array[] {
  let constant = runInstructions(program, registers, count);
  return program.outputs.map((output) => registers['register' in output ? output.register : constant++]!);
}

/** Returns the register of the first constant that is left. */
function runInstructions(
  { registers: first, instructions }: AnyProgram,
  registers: readonly Float64Array[],
  count: number,
): number {
  // Operands that an operation does not take are never read: this stands in for them.
  const unused = registers[0]!;
  let constant = first;
  const at = (operand: Operand | undefined): Float64Array => {
    if (operand === undefined) return unused;
    return registers['register' in operand ? operand.register : constant++]!;
  };
  for (const { operation, out, args } of instructions) {
    const a = at(args[0]);
    const b = at(args[1]);
    const c = at(args[2]);
    passOf(operation).loop(count, registers[out]!, a, b, c);
  }
  return constant;
}

/** Elements that `evaluateIntegrand` works on at a time, so that the registers stay in the cache. */
const CHUNK = 512;

/** r(z) and r'(z) for all elements of z, in new arrays; for callers outside the kernel. */
export function evaluateIntegrand(program: BlockProgram, z: Float64Array): Evaluated {
  const value = new Float64Array(z.length);
  const derivative = new Float64Array(z.length);
  const registers = createRegisters(program, Math.min(CHUNK, z.length));
  for (let start = 0; start < z.length; start += CHUNK) {
    const part = z.subarray(start, start + CHUNK);
    registers[0]!.set(part);
    const evaluated = evaluateProgram(program, registers, part.length);
    value.set(evaluated.value.subarray(0, part.length), start);
    derivative.set(evaluated.derivative.subarray(0, part.length), start);
  }
  return { value, derivative };
}
