import type { BlockProgram, Instruction } from '../src/formula/program/program.ts';
import { evaluate } from './kernel-under-test.ts';
import type { BenchCase, Suite } from './suite.ts';

type Operation = Instruction['operation'];

/** Elements of a call: their registers fit the first-level cache. */
const ELEMENTS = 512;

const OF_ANY_SIGN: readonly Operation[] = [
  'multiply',
  'divide',
  'exp',
  'expm1',
  'sin',
  'cos',
  'tan',
  'tanh',
  'sech2',
  'sinh',
  'cosh',
  'atan',
  'erf',
  'normcdf',
  'normpdf',
  'sigmoid',
  'softplus',
];
const OF_PROBABILITIES: readonly Operation[] = ['normquantile'];
const OF_POSITIVE: readonly Operation[] = ['sqrt', 'log', 'log1p', 'power'];
const BINARY: readonly Operation[] = ['multiply', 'divide', 'power'];

/** Each vector function of the kernel alone, at ordinary arguments: −4 to 4, 0 to 8 where a sign is wrong, 0 to 1 for a probability. */
export function functionsSuite(): Suite {
  const positive = scattered(0, 8);
  const probabilities = scattered(0, 1);
  const any = scattered(-4, 4);
  return {
    name: 'functions',
    pace: 'fast',
    cases: [
      ...OF_ANY_SIGN.map((operation) => functionCase(operation, any)),
      ...OF_POSITIVE.map((operation) => functionCase(operation, positive)),
      ...OF_PROBABILITIES.map((operation) => functionCase(operation, probabilities)),
    ],
  };
}

function functionCase(operation: Operation, z: Float64Array): BenchCase {
  const second = BINARY.includes(operation) ? [{ constant: 2.5 }] : [];
  const program: BlockProgram = {
    registers: 2,
    instructions: [{ operation, out: 1, args: [{ register: 0 }, ...second] }],
    value: { register: 1 },
    derivative: { register: 1 },
  };
  return { name: operation, draws: ELEMENTS, run: evaluate(program, z) };
}

/** Numbers spread evenly over (low, high) in an order that no branch predictor learns. */
function scattered(low: number, high: number): Float64Array {
  const golden = 0.6180339887498949;
  return Float64Array.from({ length: ELEMENTS }, (_, i) => low + (high - low) * (((i + 1) * golden) % 1));
}
