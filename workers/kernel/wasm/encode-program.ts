import type {
  BlockProgram,
  Instruction,
  Operand,
  OutputProgram,
} from '../../../src/formula/program/program.ts';
import { CONSTANT_STEP, MAX_CONSTANTS, REGISTER_STEP, constantAt, registerAt } from './memory-layout.ts';
import { passOf, twinsOf, type Twins } from '../../../src/formula/program/passes.ts';
import { OPERATIONS } from '../../../src/formula/operations/table.ts';
import { contributionSteps, DRAW } from './contribution-steps.ts';
import type { Recourse, OperandPlace, PassStep, ScalarRedo, Step } from './steps.ts';
import type { KernelMemory, PassName } from './kernel-exports.ts';

/** Passes of the kernel with their addresses. */
export interface EncodedSteps {
  readonly steps: readonly PassStep[];
  /** What has to stand at the constants' places before the steps run. */
  readonly constants: readonly number[];
}

/** All that is done for a memory block of a block of draws. */
export interface EncodedBlock {
  readonly block: readonly Step[];
  readonly constants: readonly number[];
}

/** A block program as passes. */
export interface EncodedProgram extends EncodedSteps, EncodedBlock {
  readonly value: OperandPlace;
  readonly derivative: OperandPlace;
}

/** A program of several inputs (in the first registers) and outputs as passes. */
export interface EncodedOutputs extends EncodedSteps {
  readonly outputs: readonly OperandPlace[];
}

export function encodeProgram(kernel: KernelMemory, program: BlockProgram): EncodedProgram {
  const { value, derivative } = program;
  const { steps, constants, outputs } = encodeOutputs(kernel, {
    ...program,
    inputs: 1,
    outputs: [value, derivative],
  });
  const block = [DRAW, ...steps, ...contributionSteps(kernel, outputs[0]!, outputs[1]!)];
  return { steps, constants, block, value: outputs[0]!, derivative: outputs[1]! };
}

/**
 * Encodes a program for a kernel: a step an instruction, but one for two twins. Registers are renamed such
 * that a pass which may need its argument again does not overwrite it: it writes to the spare register, and
 * the register that it should have overwritten is the next spare.
 *
 * @param firstConstant how many constants of another program stand before those of this one
 */
export function encodeOutputs(
  kernel: KernelMemory,
  program: OutputProgram,
  firstConstant = 0,
): EncodedOutputs {
  const constants = new Map<string, number>();
  const values: number[] = [];
  const renamed = Array.from({ length: program.registers }, (_, i) => i);
  let spare = program.registers;

  function constant(value: number): number {
    const name = Object.is(value, -0) ? '-0' : String(value);
    const known = constants.get(name);
    if (known !== undefined) return known;
    if (firstConstant + values.length === MAX_CONSTANTS)
      throw new Error(`a program has more than ${MAX_CONSTANTS} constants`);
    constants.set(name, values.length);
    return values.push(value) - 1;
  }

  const place = (operand: Operand): OperandPlace =>
    'register' in operand
      ? { at: registerAt(renamed[operand.register]!), step: REGISTER_STEP }
      : { at: constantAt(firstConstant + constant(operand.constant)), step: CONSTANT_STEP };

  /** Where a pass that may need its arguments again writes what the program wants in register `out`. */
  function targetOf(out: number, args: readonly Operand[]): number {
    if (args.some((arg) => 'register' in arg && arg.register === out)) {
      [renamed[out], spare] = [spare, renamed[out]!];
    }
    return registerAt(renamed[out]!);
  }

  const steps: PassStep[] = [];
  const { instructions } = program;
  for (let i = 0; i < instructions.length; i++) {
    const instruction = instructions[i]!;
    const [a, b, c] = places(instruction.args.map(place));
    const twins = twinsIn(instruction, instructions[i + 1]);
    if (twins !== null) {
      const [out, second] = twins.outs.map((each) => targetOf(each, instruction.args)) as [number, number];
      const { first, second: other, isOutside, pass: name } = twins.twins;
      const repairs = [repairOf(first, out, isOutside), repairOf(other, second, isOutside)];
      const outside: Recourse = { kind: 'scalar', repairs };
      const pass = kernel.functions[name];
      steps.push({ kind: 'pass', name, pass, out, a, b: { at: second, step: 0 }, c, outside });
      i += 1;
      continue;
    }
    const { operation } = instruction;
    const isAlwaysRight = passOf(operation).outside.kind === 'never';
    const out = isAlwaysRight
      ? registerAt(renamed[instruction.out]!)
      : targetOf(instruction.out, instruction.args);
    const name = `${operation}All` satisfies PassName;
    const pass = kernel.functions[name];
    steps.push({ kind: 'pass', name, pass, out, a, b, c, outside: outsideOf(kernel, operation, out) });
  }
  return { steps, constants: values, outputs: program.outputs.map(place) };
}

/** Operands that an operation does not take are never read: the first stands in for them. */
function places([a, b, c]: readonly OperandPlace[]): readonly [OperandPlace, OperandPlace, OperandPlace] {
  return [a!, b ?? a!, c ?? a!];
}

function outsideOf({ functions }: KernelMemory, operation: Instruction['operation'], out: number): Recourse {
  const { outside } = passOf(operation);
  if (outside.kind === 'never') return outside;
  if (outside.kind === 'wide') return { kind: 'wide', name: 'wideExpAll', pass: functions.wideExpAll };
  return { kind: 'scalar', repairs: [repairOf(operation, out, outside.isOutside)] };
}

function repairOf(
  operation: Instruction['operation'],
  out: number,
  isOutside: (x: number) => boolean,
): ScalarRedo {
  if (operation === 'square') throw new Error('a square needs no repair');
  const { evaluate } = OPERATIONS[operation];
  return { out, isOutside, scalar: (x, y) => evaluate(x, y, 0) };
}

/**
 * What two neighboring instructions are as twins, and the registers of their results; null if they are none.
 */
function twinsIn(
  one: Instruction,
  other: Instruction | undefined,
): { readonly twins: Twins; readonly outs: readonly [number, number] } | null {
  if (other === undefined || one.out === other.out) return null;
  const twins = twinsOf(one.operation, other.operation);
  if (twins === null) return null;
  const [x] = one.args;
  const [y] = other.args;
  // An instruction that overwrites its argument leaves the other another one.
  if (!('register' in x!) || !('register' in y!) || x.register !== y.register || x.register === one.out)
    return null;
  return { twins, outs: one.operation === twins.first ? [one.out, other.out] : [other.out, one.out] };
}
