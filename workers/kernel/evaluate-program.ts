import type { BlockProgram, Instruction, Operand } from '../../src/integrands/program.ts';
import { createArrays } from './arrays.ts';
import * as arithmetic from './vector-arithmetic.ts';
import * as choices from './vector-choices.ts';
import * as functions from './vector-functions.ts';

type VectorOperation = (
  count: number,
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
) => void;

const OPERATIONS: Readonly<Record<Instruction['operation'], VectorOperation>> = {
  negate: arithmetic.negate,
  add: arithmetic.add,
  subtract: arithmetic.subtract,
  multiply: arithmetic.multiply,
  divide: arithmetic.divide,
  square: arithmetic.square,
  sqrt: arithmetic.sqrt,
  power: functions.powerAll,
  exp: functions.expAll,
  log: functions.logAll,
  log1p: functions.log1pAll,
  expm1: functions.expm1All,
  sin: functions.sinAll,
  cos: functions.cosAll,
  tan: functions.tanAll,
  tanh: functions.tanhAll,
  sinh: functions.sinhAll,
  cosh: functions.coshAll,
  atan: functions.atanAll,
  erf: functions.erfAll,
  sigmoid: functions.sigmoidAll,
  softplus: functions.softplusAll,
  normcdf: functions.normcdfAll,
  normpdf: functions.normpdfAll,
  normquantile: functions.normquantileAll,
  sech2: functions.sech2All,
  abs: choices.abs,
  sign: choices.sign,
  step: choices.step,
  floor: choices.floor,
  mod: choices.mod,
  min: choices.min,
  max: choices.max,
  clip: choices.clip,
  select: choices.select,
};

/**
 * Registers for `evaluateProgram`, each `length` doubles: first those of the program, then one for each
 * constant operand in the order in which the program names them, filled here once.
 */
export function createRegisters(program: BlockProgram, length: number): readonly Float64Array[] {
  const constants = operands(program).flatMap((operand) => ('constant' in operand ? [operand.constant] : []));
  const registers = createArrays(program.registers + constants.length, length);
  constants.forEach((constant, i) => registers[program.registers + i]!.fill(constant));
  return registers;
}

/** Every operand of a program in the order that fixes where its constants stand. */
function operands(program: BlockProgram): readonly Operand[] {
  return [
    ...program.instructions.flatMap((instruction) => instruction.args),
    program.value,
    program.derivative,
  ];
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
  const z = registers[0]!;
  let constant = program.registers;
  for (const { operation, out, args } of program.instructions) {
    const [first, second, third] = args;
    // Operands that an operation does not take are never read: z stands in for them.
    const a = first === undefined ? z : registers['register' in first ? first.register : constant++]!;
    const b = second === undefined ? z : registers['register' in second ? second.register : constant++]!;
    const c = third === undefined ? z : registers['register' in third ? third.register : constant++]!;
    OPERATIONS[operation](count, registers[out]!, a, b, c);
  }
  const { value, derivative } = program;
  return {
    value: registers['register' in value ? value.register : constant++]!,
    derivative: registers['register' in derivative ? derivative.register : constant]!,
  };
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
