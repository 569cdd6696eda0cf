import { exp } from '../../src/elementary/exp.ts';
import { tanh } from '../../src/elementary/hyperbolic.ts';
import { log } from '../../src/elementary/log.ts';
import { cos, sin } from '../../src/elementary/trigonometric.ts';
import type { BlockProgram, Operand } from '../../src/formula/program/program.ts';

/** A program by hand, and by hand the same r and r' as scalar code with the same operations in the same order. */
export interface Formula {
  readonly name: string;
  readonly program: BlockProgram;
  readonly scalar: (z: number) => readonly [number, number];
}

const r = (register: number): Operand => ({ register });
const k = (constant: number): Operand => ({ constant });
const z = r(0);

export const quad: Formula = {
  name: '(z - 0.7)^2',
  program: {
    registers: 3,
    instructions: [
      { operation: 'subtract', out: 1, args: [z, k(0.7)] },
      { operation: 'square', out: 2, args: [r(1)] },
      { operation: 'multiply', out: 1, args: [k(2), r(1)] },
    ],
    value: r(2),
    derivative: r(1),
  },
  scalar: (x) => [(x - 0.7) * (x - 0.7), 2 * (x - 0.7)],
};

export const cosine: Formula = {
  name: 'cos(0.7*z)',
  program: {
    registers: 3,
    instructions: [
      { operation: 'multiply', out: 1, args: [z, k(0.7)] },
      { operation: 'sin', out: 2, args: [r(1)] },
      { operation: 'cos', out: 1, args: [r(1)] },
      { operation: 'multiply', out: 2, args: [r(2), k(-0.7)] },
    ],
    value: r(1),
    derivative: r(2),
  },
  scalar: (x) => [cos(x * 0.7), sin(x * 0.7) * -0.7],
};

export const gauss: Formula = {
  name: 'exp(-0.7*z^2)',
  program: {
    registers: 3,
    instructions: [
      { operation: 'square', out: 1, args: [z] },
      { operation: 'multiply', out: 1, args: [r(1), k(-0.7)] },
      { operation: 'exp', out: 1, args: [r(1)] },
      { operation: 'multiply', out: 2, args: [z, k(-1.4)] },
      { operation: 'multiply', out: 2, args: [r(2), r(1)] },
    ],
    value: r(1),
    derivative: r(2),
  },
  scalar: (x) => [exp(x * x * -0.7), x * -1.4 * exp(x * x * -0.7)],
};

export const hyperbolic: Formula = {
  name: 'tanh(z)',
  program: {
    registers: 3,
    instructions: [
      { operation: 'tanh', out: 1, args: [z] },
      { operation: 'square', out: 2, args: [r(1)] },
      { operation: 'subtract', out: 2, args: [k(1), r(2)] },
    ],
    value: r(1),
    derivative: r(2),
  },
  scalar: (x) => [tanh(x), 1 - tanh(x) * tanh(x)],
};

/** r stands in the register of z and r' is a constant: no instruction at all. */
export const identity: Formula = {
  name: 'z',
  program: { registers: 1, instructions: [], value: z, derivative: k(1) },
  scalar: (x) => [x, 1],
};

/** Both are constants, with a large shift. */
export const constant: Formula = {
  name: '3e7',
  program: { registers: 1, instructions: [], value: k(3e7), derivative: k(0) },
  scalar: () => [3e7, 0],
};

/** NaN for z < 0 and −Infinity at 0. */
export const logarithm: Formula = {
  name: 'log(z)',
  program: {
    registers: 3,
    instructions: [
      { operation: 'log', out: 1, args: [z] },
      { operation: 'divide', out: 2, args: [k(1), z] },
    ],
    value: r(1),
    derivative: r(2),
  },
  scalar: (x) => [log(x), 1 / x],
};

/** r' = 1e8 + 1e-3·sin(50 z): a small variance on a large mean. */
export const cancelling: Formula = {
  name: '1e8*z - 2e-5*cos(50*z)',
  program: {
    registers: 4,
    instructions: [
      { operation: 'multiply', out: 1, args: [z, k(50)] },
      { operation: 'cos', out: 2, args: [r(1)] },
      { operation: 'sin', out: 1, args: [r(1)] },
      { operation: 'multiply', out: 2, args: [r(2), k(2e-5)] },
      { operation: 'multiply', out: 3, args: [z, k(1e8)] },
      { operation: 'subtract', out: 3, args: [r(3), r(2)] },
      { operation: 'multiply', out: 1, args: [r(1), k(1e-3)] },
      { operation: 'add', out: 1, args: [r(1), k(1e8)] },
    ],
    value: r(3),
    derivative: r(1),
  },
  scalar: (x) => [x * 1e8 - cos(x * 50) * 2e-5, sin(x * 50) * 1e-3 + 1e8],
};
