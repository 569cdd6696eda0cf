import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { compileCoordinates } from '../../src/integrands/coordinates.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { oneCoordinate, overCoordinates } from '../../src/formula/over.ts';
import { parseWritten } from '../../src/formula/parse.ts';
import { printFormula } from '../../src/formula/print.ts';
import type { CoordinateProgram } from '../../src/formula/program/program.ts';
import type { Parameters } from '../../src/formula/tree/tree.ts';
import { createOutputRegisters, evaluateOutputs } from '../../src/formula/program/evaluate-program.ts';
import { effort } from '../fixtures/effort.ts';

type Point = readonly number[];

const sum = (z: Point, of: (x: number) => number): number => z.reduce((all, x) => all + of(x), 0);
const mean = (z: Point, of: (x: number) => number): number => sum(z, of) / z.length;

/** Formulas with the same functions by hand; f where r = Σ f(z_i) is to be found. */
const FUNCTIONS: readonly {
  readonly formula: string;
  readonly parameters?: Parameters;
  readonly r: (z: Point) => number;
  readonly isSum: boolean;
  readonly isProduct?: boolean;
}[] = [
  {
    formula: '-3*exp(-sum(z^2)/10)/exp(mean(sin(z)) - k)',
    parameters: { k: 2 },
    r: (z) => (-3 * Math.exp(-sum(z, (x) => x * x) / 10)) / Math.exp(mean(z, Math.sin) - 2),
    isSum: false,
    isProduct: true,
  },
  {
    formula: '-exp(mean(z))',
    r: (z) => -Math.exp(mean(z, (x) => x)),
    isSum: false,
    isProduct: true,
  },
  { formula: 'sum(z^2)', r: (z) => sum(z, (x) => x * x), isSum: true },
  { formula: 'mean(sin(z))', r: (z) => mean(z, Math.sin), isSum: true },
  {
    formula: '3 - 2*sum(k*z)/4 + mean(exp(z))',
    parameters: { k: 3 },
    r: (z) => 3 - (2 * sum(z, (x) => 3 * x)) / 4 + mean(z, Math.exp),
    isSum: true,
  },
  {
    formula: 'exp(-sum(z^2)/10)*sum(z)',
    r: (z) => Math.exp(-sum(z, (x) => x * x) / 10) * sum(z, (x) => x),
    isSum: false,
  },
  {
    formula: '-20*exp(-0.2*sqrt(mean(z^2))) - exp(mean(cos(2*pi*z))) + 20 + e',
    r: (z) =>
      -20 * Math.exp(-0.2 * Math.sqrt(mean(z, (x) => x * x))) -
      Math.exp(mean(z, (x) => Math.cos(2 * Math.PI * x))) +
      20 +
      Math.E,
    isSum: false,
  },
  {
    formula: 'sum(z)*mean(z) + a',
    parameters: { a: 5 },
    r: (z) => sum(z, (x) => x) * mean(z, (x) => x) + 5,
    isSum: false,
  },
  { formula: 'sum(1)^2*mean(z)', r: (z) => z.length * z.length * mean(z, (x) => x), isSum: false },
  {
    formula: 'floor(sum(z)) + mean(z)',
    r: (z) => Math.floor(sum(z, (x) => x)) + mean(z, (x) => x),
    isSum: false,
  },
];

/** r and r' at a point as the kernel makes them: terms over the other coordinates, then the whole. */
function evaluated({ terms, whole }: CoordinateProgram, [first, ...rest]: Point): readonly number[] {
  const totals = terms.outputs.map(() => 0);
  for (const z of rest) {
    const registers = createOutputRegisters(terms, 1);
    registers[0]![0] = z;
    evaluateOutputs(terms, registers, 1).forEach((term, k) => (totals[k]! += term[0]!));
  }
  const registers = createOutputRegisters(whole, 1);
  [first!, ...totals].forEach((value, i) => (registers[i]![0] = value));
  return evaluateOutputs(whole, registers, 1).map((output) => output[0]!);
}

const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 6 });

const RUNS = { numRuns: effort(20, 100) };

describe.each(FUNCTIONS)('$formula', ({ formula, parameters = {}, r, isSum, isProduct = false }) => {
  test('its program gives r and the derivative in the first coordinate', () => {
    fc.assert(
      fc.property(point, (z) => {
        const { program } = compileCoordinates(formula, parameters, z.length);
        expect(program.others).toBe(z.length - 1);
        const [first, ...rest] = z;
        // At a jump the order of a sum decides.
        fc.pre(Math.abs(r([first! + 1e-12, ...rest]) - r([first! - 1e-12, ...rest])) < 0.5);
        const [value, derivative] = evaluated(program, z);
        expect(value).toBeCloseTo(r(z), 9);
        const step = 1e-5;
        const [below, above] = [r([first! - step, ...rest]), r([first! + step, ...rest])];
        // A jump of floor within the step, and a difference of rounding at the square root of 0, tell nothing.
        fc.pre(Math.abs(above - below) < 0.5 && z.some((x) => Math.abs(x) > 0.01));
        expect(derivative).toBeCloseTo((above - below) / (2 * step), 4);
      }),
      RUNS,
    );
  });

  test(isSum ? 'it is a sum over the coordinates' : 'it is no such sum', () => {
    fc.assert(
      fc.property(point, (z) => {
        const summand = compileCoordinates(formula, parameters, z.length).summand();
        if (!isSum) {
          expect(summand).toBeNull();
          return;
        }
        const f = evaluator(summand!.value);
        expect(sum(z, f)).toBeCloseTo(r(z), 9);
      }),
      RUNS,
    );
  });

  test(isProduct ? 'it is a product over the coordinates' : 'it is no such product', () => {
    fc.assert(
      fc.property(point, (z) => {
        const factor = compileCoordinates(formula, parameters, z.length).factor();
        if (!isProduct) {
          expect(factor).toBeNull();
          return;
        }
        const f = evaluator(factor!.f.value);
        const product = z.reduce((all, x) => all * f(x), factor!.coefficient);
        expect(product / r(z)).toBeCloseTo(1, 9);
      }),
      RUNS,
    );
  });

  test('in one coordinate it is a function of z', () => {
    const { value } = compileIntegrand(formula, parameters);
    for (const z of [-1.3, 0.2, 1.9]) expect(evaluator(value)(z)).toBeCloseTo(r([z]), 9);
    expect(oneCoordinate(formula)).not.toMatch(/sum|mean/);
  });

  test('printing what was parsed gives the same formula again', () => {
    const printed = printFormula(parseWritten(formula).tree);
    expect(printFormula(parseWritten(printed).tree)).toBe(printed);
  });
});

test('a formula over sum, mean and in s and q', () => {
  expect(overCoordinates('z ^ 2', 'sum')).toBe('sum(z^2)');
  expect(overCoordinates('k*z', 'mean')).toBe('mean(k*z)');
  expect(overCoordinates('q - s^2/4', 'sq')).toBe('sum(z^2) - sum(z)^2/4');
});

test('sum and mean without parentheses are names of parameters, as they have always been', () => {
  expect(printFormula(parseWritten('sum*z + mean').tree)).toBe('sum*z + mean');
  expect(evaluator(compileIntegrand('sum*z + mean', { sum: 2, mean: 1 }).value)(3)).toBe(7);
});
