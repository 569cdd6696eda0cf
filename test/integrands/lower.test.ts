import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { MAX_REGISTERS } from '../../src/formula/tree/limits.ts';
import { lowerProgram } from '../../src/formula/program/lower.ts';
import { number, ZERO } from '../../src/formula/tree/nodes.ts';
import { bindParameters } from '../../src/formula/parameters.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { printFormula } from '../../src/formula/print.ts';
import { printProgram } from '../../src/formula/program/print-program.ts';
import type { BlockProgram } from '../../src/formula/program/program.ts';
import type { Node } from '../../src/formula/tree/tree.ts';
import { boundTrees } from './random-trees.ts';
import { runProgram } from './run-program.ts';
import { effort } from '../fixtures/effort.ts';

const lowered = (text: string) =>
  printProgram(lowerProgram(bindParameters(parseFormula(text), {}), ZERO)).split('\n');
const compiled = (text: string) => compileIntegrand(text, {}).program;

function hasPowers(node: Node): boolean {
  return node.kind === 'call' && (node.operation === 'power' || node.args.some(hasPowers));
}

test('without powers, the program has the bits of the tree', () => {
  fc.assert(
    fc.property(boundTrees, fc.double(), (tree, z) => {
      fc.pre(!hasPowers(tree));
      const { value, derivative } = compileIntegrand(printFormula(tree), {});
      fc.pre(!hasPowers(value) && !hasPowers(derivative));
      expect(runProgram(lowerProgram(value, derivative), z)).toEqual({
        value: evaluate(value, z),
        derivative: evaluate(derivative, z),
      });
    }),
    { numRuns: effort(250, 1000), seed: 5 },
  );
});

test.each(Array.from({ length: 129 }, (_, i) => i - 64))('x^%d is within rounding of the power', (n) => {
  const tree = bindParameters(parseFormula(`z^(${n})`), {});
  // Every multiplication may round by half a unit, and carries the error of its operands.
  const bound = (Math.abs(n) + 5) * Number.EPSILON;
  for (const z of [0.3, -1.7, 2.9, -1, 1]) {
    const expected = evaluate(tree, z);
    const found = runProgram(lowerProgram(bindParameters(tree, {}), ZERO), z).value;
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(bound * Math.abs(expected));
  }
});

test.each([
  ['z^2', ['r1 = square r0', 'value r1', 'derivative 0']],
  ['z^5', ['r1 = square r0', 'r1 = square r1', 'r1 = multiply r0 r1', 'value r1', 'derivative 0']],
  ['z^0.5', ['r1 = sqrt r0', 'value r1', 'derivative 0']],
  ['z^1.5', ['r1 = sqrt r0', 'r1 = multiply r0 r1', 'value r1', 'derivative 0']],
  ['z^0.3', ['r1 = power r0 0.3', 'value r1', 'derivative 0']],
  ['z^65', ['r1 = power r0 65', 'value r1', 'derivative 0']],
  ['2^z', ['r1 = power 2 r0', 'value r1', 'derivative 0']],
  ['2 + z', ['r1 = add r0 2', 'value r1', 'derivative 0']],
  ['sin(z) + sin(z)', ['r1 = sin r0', 'r1 = add r1 r1', 'value r1', 'derivative 0']],
  [
    'z*sin(z) - sin(z)*z',
    ['r1 = sin r0', 'r1 = multiply r0 r1', 'r1 = subtract r1 r1', 'value r1', 'derivative 0'],
  ],
  ['5', ['value 5', 'derivative 0']],
  ['z', ['value r0', 'derivative 0']],
])('%s is lowered to %j', (text, lines) => {
  expect(lowered(text)).toEqual(lines);
});

test('a negative power is one over the positive one', () => {
  const tree = bindParameters(parseFormula('z'), {});
  const power: Node = { kind: 'call', operation: 'power', args: [tree, number(-2)] };
  expect(printProgram(lowerProgram(power, ZERO)).split('\n').slice(0, 2)).toEqual([
    'r1 = square r0',
    'r1 = divide 1 r1',
  ]);
});

test('r and its derivative share what they have in common', () => {
  expect(compiled('exp(-z^2)').instructions.map(({ operation }) => operation)).toEqual([
    'square',
    'negate',
    'exp',
    'multiply',
    'multiply',
  ]);
});

test.each([
  ['cos(3*z)', 'cos', 'sin'],
  ['sin(z^2) + z*exp(z)', 'sin', 'cos'],
  ['tanh(2*z) + 1/(1 + z^2)', 'tanh', 'sech2'],
  ['exp(sin(z))*z + log(2 + tanh(z))', 'sin', 'cos'],
])('in %s, %s and %s of one argument stand next to each other', (text, first, second) => {
  const operations = compiled(text).instructions.map(({ operation }) => operation);
  expect(Math.abs(operations.indexOf(first as 'sin') - operations.indexOf(second as 'cos'))).toBe(1);
});

function isWellFormed({ registers, instructions, value, derivative }: BlockProgram): boolean {
  const written = new Set([0]);
  const isKnown = (operand: (typeof instructions)[0]['args'][0]) =>
    'constant' in operand || written.has(operand.register);
  const areSound = instructions.every(({ out, args }) => {
    const isSound = args.every(isKnown) && out > 0 && out < registers && Number.isInteger(out);
    written.add(out);
    return isSound;
  });
  return areSound && isKnown(value) && isKnown(derivative);
}

test('a program reads what was written, and never writes z', () => {
  fc.assert(
    fc.property(boundTrees, (tree) => {
      expect(isWellFormed(compiled(printFormula(tree)))).toBe(true);
    }),
    { numRuns: effort(150, 500), seed: 6 },
  );
});

const series = (count: number, term: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => term(k + 1)).join(' + ');

test.each([
  ['a Fourier sum', series(100, (k) => `sin(${k}*z)/${k}`)],
  ['a polynomial', series(60, (k) => `${k}*z^${k}`)],
  ['a mixture', series(60, (k) => `exp(-(z-${k})^2)`)],
  ['a product', Array.from({ length: 25 }, (_, k) => `(z+${k + 2})`).join('*')],
])('%s needs few registers', (_, text) => {
  expect(compiled(text.replaceAll(' ', '')).registers).toBeLessThanOrEqual(MAX_REGISTERS);
});
