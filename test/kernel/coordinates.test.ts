import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCoordinates } from '../../src/integrands/coordinates.ts';
import type { CoordinateProgram } from '../../src/formula/program/program.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { cellKey } from '../../src/streams/cell-key.ts';
import { blockDraws } from '../../workers/kernel/reference/block-draws.ts';
import { encodeProgram } from '../../workers/kernel/wasm/encode-program.ts';
import { runCoordinates } from '../../workers/kernel/reference/run-coordinates.ts';
import { BLOCK_SUMS, type BlockTask } from '../../src/streams/task.ts';
import { runBlockOnKernel } from '../../workers/kernel/wasm/wasm-block.ts';
import { encodeCoordinates, runCoordinatesOnKernel } from '../../workers/kernel/wasm/wasm-coordinates.ts';
import { hexadecimal } from './hexadecimal.ts';
import { KERNELS } from './kernels.ts';
import { naiveBlock } from './naive-block.ts';
import { effort } from '../fixtures/effort.ts';

const taskOf = (m: number, trials: number, block = 3): BlockTask => ({
  key: cellKey('coordinates', 'x'),
  block,
  trials,
  m,
  mu: 0.4,
  sigma: 1.3,
});

/** NaN is NaN: which one an engine makes is not fixed. */
const bits = (sums: Float64Array): string[] =>
  hexadecimal(sums.map((sum) => (Number.isNaN(sum) ? NaN : sum)));

function expectSame(program: CoordinateProgram, task: BlockTask, label: string): void {
  const expected = bits(runCoordinates(program, task));
  for (const kernel of KERNELS) {
    const found = runCoordinatesOnKernel(kernel, encodeCoordinates(kernel, program), task);
    expect(bits(found), `${kernel.name}: ${label}`).toEqual(expected);
  }
}

const FORMULAS = [
  'sum(z^2)',
  'mean(z)',
  'exp(-sum(z^2))*sum(z)',
  '-20*exp(-0.2*sqrt(mean(z^2))) - exp(mean(cos(2*pi*z))) + 20 + e',
  'sum(log(z)) + step(sum(z))',
  'sum(1) + max(sum(z), mean(exp(z)))',
  'sum(z^3)*mean(z^3) - sum(sin(z))/(1 + sum(abs(z)))',
];

/** Draws a trial and trials: less than a row of lanes, odd, ends of memory blocks within and at the end of trials. */
const SIZES = [
  [1, 1],
  [1, 511],
  [1, 1024],
  [2, 515],
  [3, 7],
  [7, 101],
  [64, 24],
  [65, 9],
  [200, 13],
] as const;

test.each(FORMULAS)('every kernel gives the bits of the reference: %s', (formula) => {
  for (const dimension of [2, 3, 10, 101]) {
    const { program } = compileCoordinates(formula, {}, dimension);
    for (const [m, trials] of SIZES)
      expectSame(program, taskOf(m, trials), `D ${dimension}, m ${m}, ${trials}`);
  }
});

test('every kernel gives the bits of the reference for any size and dimension', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FORMULAS),
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 1_099_511_627_776 }),
      (formula, dimension, m, trials, block) => {
        const { program } = compileCoordinates(formula, {}, dimension);
        expectSame(program, taskOf(m, trials, block), formula);
      },
    ),
    { numRuns: effort(15, 60) },
  );
});

test('a block is what one makes of it draw by draw', () => {
  for (const [dimension, m, trials] of [
    [2, 1, 5],
    [3, 7, 101],
    [12, 40, 30],
  ] as const) {
    const task = taskOf(m, trials);
    const quadratic = (z: number, others: readonly number[]): readonly [number, number] => {
      const rest = others.reduce((sum, each) => sum + each * each, 0);
      return [rest + z * z, 2 * z];
    };
    const { program } = compileCoordinates('sum(z^2)', {}, dimension);
    expect(Array.from(runCoordinates(program, task))).toEqual(naiveBlock(task, quadratic, dimension - 1));
  }
});

test('the first coordinate is drawn as z alone is', () => {
  const task = taskOf(5, 40);
  const { program } = compileCoordinates('0*sum(z) + mean(1)', {}, 2);
  const plain = [...blockDraws(compileIntegrand('z', {}).program, task)];
  const wide = [...blockDraws(program, task)];
  expect(wide.map(({ trial, draw, eps, z }) => ({ trial, draw, eps, z }))).toEqual(
    plain.map(({ trial, draw, eps, z }) => ({ trial, draw, eps, z })),
  );
});

test('a block of more trials begins with the draws of one of fewer', () => {
  const { program } = compileCoordinates('sum(sin(z))', {}, 7);
  for (const [m, few, many] of [
    [1, 3, 1000],
    [3, 20, 200],
    [100, 8, 24],
  ] as const) {
    const all = [...blockDraws(program, taskOf(m, many))];
    const values = new Map(all.map(({ trial, draw, value }) => [trial * m + draw, value]));
    for (const { trial, draw, value } of blockDraws(program, taskOf(m, few)))
      expect(value).toBe(values.get(trial * m + draw));
  }
});

test.each(KERNELS)('blocks of several coordinates and of one do not disturb each other: $name', (kernel) => {
  const { program } = compileIntegrand('cos(z) + 1/(1 + z^2)', {});
  const encoded = encodeProgram(kernel, program);
  const wide = encodeCoordinates(kernel, compileCoordinates('exp(mean(3*z - 2))', {}, 5).program);
  const task = taskOf(9, 77);
  const [alone, coordinates] = [
    runBlockOnKernel(kernel, encoded, task),
    runCoordinatesOnKernel(kernel, wide, task),
  ];
  expect(alone).toHaveLength(BLOCK_SUMS);
  expect(runBlockOnKernel(kernel, encoded, task)).toEqual(alone);
  expect(runCoordinatesOnKernel(kernel, wide, task)).toEqual(coordinates);
});
