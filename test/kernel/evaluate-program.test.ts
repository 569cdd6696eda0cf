import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../src/formula/operations/table.ts';
import type { BlockProgram, Instruction, Operand } from '../../src/formula/program/program.ts';
import { PASSES } from '../../src/formula/program/passes.ts';
import {
  createRegisters,
  evaluateIntegrand,
  evaluateProgram,
} from '../../src/formula/program/evaluate-program.ts';
import { cosine, gauss, hyperbolic, identity, quad } from './formulas.ts';
import { effort } from '../fixtures/effort.ts';

type Scalar = (a: number, b: number, c: number) => number;

function scalarOf(operation: Instruction['operation']): {
  readonly arity: number;
  readonly evaluate: Scalar;
} {
  if (operation === 'square') return { arity: 1, evaluate: (x) => x * x };
  return OPERATIONS[operation];
}

const edges = [
  0,
  -0,
  1,
  -1,
  0.5,
  -2,
  3,
  1e-310,
  -1e-310,
  5e-324,
  1e300,
  -1e300,
  710,
  -745,
  NaN,
  Infinity,
  -Infinity,
];
const double = fc.oneof(
  fc.constantFrom(...edges),
  fc.double(),
  fc.double({ min: -20, max: 20 }),
  fc.double({ min: -1, max: 1 }),
);

/** Programs of random instructions, in which an instruction may overwrite its own operands. */
const program: fc.Arbitrary<BlockProgram> = fc.integer({ min: 2, max: 5 }).chain((registers) => {
  const operand: fc.Arbitrary<Operand> = fc.oneof(
    fc.record({ register: fc.nat({ max: registers - 1 }) }),
    fc.record({ constant: double }),
  );
  const instruction = fc
    .tuple(fc.constantFrom(...PASSES), fc.integer({ min: 1, max: registers - 1 }), operand, operand, operand)
    .map(([operation, out, ...args]) => ({ operation, out, args: args.slice(0, scalarOf(operation).arity) }));
  return fc.record({
    registers: fc.constant(registers),
    instructions: fc.array(instruction, { maxLength: 12 }),
    value: operand,
    derivative: operand,
  });
});

/** The program for one z, instruction by instruction, in scalars that begin at 0. */
function scalarProgram({ registers, instructions, value, derivative }: BlockProgram, z: number): number[] {
  const held = Array.from({ length: registers }, (_, i) => (i === 0 ? z : 0));
  const read = (operand: Operand): number =>
    'constant' in operand ? operand.constant : held[operand.register]!;
  for (const { operation, out, args } of instructions) {
    const [a = NaN, b = NaN, c = NaN] = args.map(read);
    held[out] = scalarOf(operation).evaluate(a, b, c);
  }
  return [read(value), read(derivative)];
}

describe('evaluateProgram', () => {
  test.each(PASSES)('gives the bits of the scalar operation: %s', (operation) => {
    const { arity, evaluate } = scalarOf(operation);
    const args = Array.from({ length: arity }, (_, i) => ({ register: i }));
    const single: BlockProgram = {
      registers: 4,
      instructions: [{ operation, out: 3, args }],
      value: { register: 3 },
      derivative: { register: 3 },
    };
    const registers = createRegisters(single, 1);
    const check = (a: number, b: number, c: number): void => {
      [a, b, c].forEach((x, i) => (registers[i]![0] = x));
      expect(evaluateProgram(single, registers, 1).value[0]).toBe(evaluate(a, b, c));
    };
    for (const a of edges)
      for (const b of arity > 1 ? edges : [0]) for (const c of arity > 2 ? edges : [0]) check(a, b, c);
    fc.assert(fc.property(double, double, double, check), { seed: 7, numRuns: 300 });
  });

  test('gives the bits of scalar evaluation for random programs and leaves z as it is', () => {
    fc.assert(
      fc.property(program, fc.array(double, { minLength: 1, maxLength: 5 }), (random, z) => {
        const registers = createRegisters(random, 8);
        registers[0]!.set(z);
        const { value, derivative } = evaluateProgram(random, registers, z.length);
        z.forEach((x, i) => expect([value[i], derivative[i]]).toEqual(scalarProgram(random, x)));
        expect(Array.from(registers[0]!.subarray(0, z.length))).toEqual(z);
      }),
      { seed: 8, numRuns: effort(300, 1000) },
    );
  });

  test('gives the same again when it runs again in the same registers', () => {
    const registers = createRegisters(gauss.program, 4);
    registers[0]!.set([1, -2, 0.5, 30]);
    const first = Array.from(evaluateProgram(gauss.program, registers, 4).derivative);
    registers[0]!.set([1, -2, 0.5, 30]);
    expect(Array.from(evaluateProgram(gauss.program, registers, 4).derivative)).toEqual(first);
  });

  test('touches nothing beyond the count', () => {
    const registers = createRegisters(quad.program, 4);
    evaluateProgram(quad.program, registers, 2);
    expect(registers.slice(1, 3).every((register) => register[2] === 0 && register[3] === 0)).toBe(true);
  });
});

describe('evaluateIntegrand', () => {
  test.each([quad, cosine, gauss, hyperbolic, identity])(
    'gives r and r′ at any number of points: $name',
    (formula) => {
      for (const length of [0, 1, 511, 512, 513, 1500]) {
        const z = Float64Array.from({ length }, (_, i) => (i - 700) / 37);
        const { value, derivative } = evaluateIntegrand(formula.program, z);
        const expected = Array.from(z, (x) => formula.scalar(x));
        expect(Array.from(value)).toEqual(expected.map(([r]) => r));
        expect(Array.from(derivative)).toEqual(expected.map(([, d]) => d));
      }
    },
  );

  test('returns arrays of its own, also when r is z itself', () => {
    const z = Float64Array.of(1, 2, 3);
    evaluateIntegrand(identity.program, z).value.fill(9);
    expect(Array.from(z)).toEqual([1, 2, 3]);
  });
});
