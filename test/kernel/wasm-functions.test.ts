import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../src/formula/operations/table.ts';
import type { BlockProgram, Instruction, Operand } from '../../src/formula/program/program.ts';
import { PASSES } from '../../src/formula/program/passes.ts';
import { encodeProgram } from '../../workers/kernel/wasm/encode-program.ts';
import { evaluateIntegrand } from '../../src/formula/program/evaluate-program.ts';
import { evaluateOnKernel } from '../../workers/kernel/wasm/wasm-evaluate.ts';
import { KERNELS } from './kernels.ts';
import { anyDouble, specialNumbers } from './special-numbers.ts';
import { effort } from '../fixtures/effort.ts';

const arityOf = (operation: Instruction['operation']): number =>
  operation === 'square' ? 1 : OPERATIONS[operation].arity;

/** r = operation(z, rest…), written over the operand if `inPlace`, r' = z. */
function single(
  operation: Instruction['operation'],
  rest: readonly Operand[],
  inPlace: boolean,
): BlockProgram {
  const args = (register: number): readonly Operand[] => [{ register }, ...rest].slice(0, arityOf(operation));
  const copy: Instruction = { operation: 'add', out: 1, args: [{ register: 0 }, { constant: -0 }] };
  return {
    registers: 2,
    instructions: [copy, { operation, out: 1, args: args(inPlace ? 1 : 0) }],
    value: { register: 1 },
    derivative: { register: 0 },
  };
}

/** Bit for bit, but that every NaN is as good as another. */
function expectSame(program: BlockProgram, z: Float64Array, label: string): void {
  const expected = evaluateIntegrand(program, z);
  for (const kernel of KERNELS) {
    const found = evaluateOnKernel(kernel, encodeProgram(kernel, program), z);
    for (let i = 0; i < z.length; i++) {
      const [a, b] = [found.value[i]!, expected.value[i]!];
      if (!Object.is(a, b)) expect.fail(`${kernel.name}: ${label} at ${z[i]!}: ${a}, not ${b}`);
      if (!Object.is(found.derivative[i], z[i]))
        expect.fail(`${kernel.name}: ${label} changes z at ${z[i]!}`);
    }
  }
}

/** `count` doubles between two, whose logarithms or themselves are evenly spread with a little irregularity. */
function spread(count: number, from: number, to: number): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, i) => from + ((to - from) * (i + ((i * 7919) % 101) / 101)) / count,
  );
}

const ranges = [
  [-1, 1],
  [0, 1],
  [-1e-3, 1e-3],
  [-10, 10],
  [0, 40],
  [-800, 800],
  [-1e5, 1e5],
  [-2e6, 2e6],
  [1e-300, 1e300],
] as const;

describe('the passes of every kernel', () => {
  test.each(PASSES)(
    'give the bits of the reference for special and for thousands of ordinary arguments: %s',
    (operation) => {
      const seconds =
        arityOf(operation) === 1 ? [NaN] : specialNumbers.filter((_, i) => i % 5 === 0 || i > 150);
      const thirds = arityOf(operation) < 3 ? [NaN] : [-0, 1, -2.5, NaN, Infinity];
      const special = Float64Array.from(specialNumbers);
      for (const inPlace of [false, true]) {
        for (const second of seconds) {
          for (const third of thirds) {
            const program = single(operation, [{ constant: second }, { constant: third }], inPlace);
            expectSame(program, special, `${operation} with ${second}, ${third}`);
          }
        }
        for (const [from, to] of ranges) {
          for (const second of arityOf(operation) === 1 ? [NaN] : [-3, 0.1, 2.5]) {
            const program = single(operation, [{ constant: second }, { constant: 1.25 }], inPlace);
            expectSame(program, spread(effort(2000, 8000), from, to), `${operation} with ${second}`);
          }
        }
      }
    },
  );

  test.each(PASSES)(
    'overlook no argument, wherever it stands among ordinary ones or NaN: %s',
    (operation) => {
      const program = single(operation, [{ constant: 2.5 }, { constant: 1.25 }], false);
      for (const x of specialNumbers) {
        expectSame(program, Float64Array.of(NaN, NaN, x, x, x, x, NaN, NaN), operation);
        for (let lane = 0; lane < 8; lane++) {
          for (const others of [0.75, NaN])
            expectSame(program, new Float64Array(8).fill(others).fill(x, lane, lane + 1), operation);
        }
      }
    },
  );

  test.each(PASSES)('answer for each element alone, whatever its neighbors are: %s', (operation) => {
    const rest = [anyDouble, anyDouble].slice(0, arityOf(operation) - 1);
    fc.assert(
      fc.property(fc.array(anyDouble, { minLength: 1, maxLength: 40 }), fc.tuple(...rest), (z, constants) => {
        const program = single(
          operation,
          constants.map((constant) => ({ constant })),
          false,
        );
        expectSame(program, Float64Array.from(z), operation);
      }),
      { seed: 11, numRuns: effort(50, 200) },
    );
  });

  test('take constants and one register as any of their operands', () => {
    const constant = { constant: 0.75 };
    const z = { register: 0 };
    const instructions = (['divide', 'mod', 'power', 'min', 'max', 'clip', 'select'] as const).flatMap(
      (operation) =>
        (arityOf(operation) === 2
          ? [
              [z, z],
              [constant, z],
              [constant, { constant: -3 }],
            ]
          : [
              [z, constant, z],
              [constant, z, z],
              [z, z, constant],
              [constant, { constant: 2 }, { constant: 1 }],
            ]
        ).map((args): Instruction => ({ operation, out: 1, args })),
    );
    for (const instruction of instructions) {
      const program = {
        registers: 2,
        instructions: [instruction],
        value: { register: 1 },
        derivative: { register: 0 },
      };
      expectSame(program, Float64Array.from(specialNumbers), JSON.stringify(instruction));
    }
  });

  test('compute sin with cos and tanh with sech2 as each alone, in any order and whatever they overwrite', () => {
    const registers = [
      [1, 2],
      [2, 1],
      [1, 1],
      [2, 2],
      [3, 2],
      [2, 3],
    ] as const;
    for (const [one, other] of [
      ['sin', 'cos'],
      ['cos', 'sin'],
      ['tanh', 'sech2'],
      ['sech2', 'tanh'],
      ['sin', 'sech2'],
    ] as const) {
      for (const [first, second] of registers) {
        const program: BlockProgram = {
          registers: 4,
          instructions: [
            { operation: 'add', out: 1, args: [{ register: 0 }, { constant: 0.5 }] },
            { operation: 'add', out: 2, args: [{ register: 0 }, { constant: 0 }] },
            { operation: 'add', out: 3, args: [{ register: 0 }, { constant: 0 }] },
            { operation: one, out: first, args: [{ register: 1 }] },
            { operation: other, out: second, args: [{ register: 1 }] },
            { operation: 'multiply', out: 3, args: [{ register: first }, { constant: 3 }] },
            { operation: 'subtract', out: 3, args: [{ register: second }, { register: 3 }] },
          ],
          value: { register: 3 },
          derivative: { register: 0 },
        };
        const label = `${one} to ${first}, ${other} to ${second}`;
        expectSame(program, Float64Array.from(specialNumbers), label);
        expectSame(program, spread(600, -20, 20), label);
      }
    }
  });
});
