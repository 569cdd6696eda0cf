import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { printFormula } from '../../src/formula/print.ts';
import type { BlockProgram } from '../../src/formula/program/program.ts';
import { GradvarError } from '../../src/errors.ts';
import { encodeProgram } from '../../workers/kernel/wasm/encode-program.ts';
import { evaluateIntegrand } from '../../src/formula/program/evaluate-program.ts';
import { runBlock } from '../../workers/kernel/reference/run-block.ts';
import type { BlockTask } from '../../src/streams/task.ts';
import { runBlockOnKernel } from '../../workers/kernel/wasm/wasm-block.ts';
import { evaluateOnKernel } from '../../workers/kernel/wasm/wasm-evaluate.ts';
import { boundTrees } from '../integrands/random-trees.ts';
import { hexadecimal } from './hexadecimal.ts';
import { KERNELS } from './kernels.ts';
import { specialNumbers } from './special-numbers.ts';
import { effort, everyNth } from '../fixtures/effort.ts';

/** NaN is NaN: which one an engine makes is not fixed. */
const bits = (sums: Float64Array): string[] =>
  hexadecimal(sums.map((sum) => (Number.isNaN(sum) ? NaN : sum)));

function expectSameBlock(program: BlockProgram, task: BlockTask): void {
  const expected = bits(runBlock(program, task));
  for (const kernel of KERNELS) {
    const found = runBlockOnKernel(kernel, encodeProgram(kernel, program), task);
    const label = `${kernel.name}: m ${task.m}, trials ${task.trials}, sigma ${task.sigma}`;
    expect(bits(found), label).toEqual(expected);
  }
}

/** Draws a trial and trials: less than a row of lanes, odd, a full block, trials over many memory blocks. */
const SIZES = [
  [1, 1],
  [1, 1021],
  [1, 1024],
  [2, 515],
  [3, 7],
  [3, 203],
  [7, 101],
  [10, 37],
  [64, 11],
  [64, 24],
  [1000, 3],
  [1000, 17],
  [4097, 9],
] as const;

const PLACES = [
  [0.3, 0.8],
  [-1.5, 6],
] as const;

describe('runBlockOnKernel', () => {
  test.each(catalogue)('gives the bits of the reference: $name', ({ formula, parameters }) => {
    const { program } = compileIntegrand(formula, parameters);
    for (const [i, [m, trials]] of SIZES.entries()) {
      for (const [mu, sigma] of everyNth(PLACES, 2, i)) {
        expectSameBlock(program, { key: [m, trials, 3, 4], block: trials, trials, m, mu, sigma });
      }
    }
  });

  test('gives the bits that blocks have always had', () => {
    const golden = JSON.parse(
      readFileSync(new URL('../golden/block-sums.json', import.meta.url), 'utf8'),
    ) as readonly {
      readonly program: BlockProgram;
      readonly task: BlockTask;
      readonly sums: readonly string[];
    }[];
    for (const { program, task, sums } of golden) {
      for (const kernel of KERNELS) {
        const found = runBlockOnKernel(kernel, encodeProgram(kernel, program), task);
        expect(hexadecimal(found), kernel.name).toEqual(sums);
      }
    }
  });

  test('gives the bits of the reference for random formulas, m, trials and places', () => {
    fc.assert(
      fc.property(
        boundTrees,
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.constantFrom(1e-3, 0.5, 3, 40, 1e4),
        (tree, m, trials, mu, sigma) => {
          const program = programOf(printFormula(tree));
          if (program !== null)
            expectSameBlock(program, { key: [1, 2, 3, 4], block: m, trials, m, mu, sigma });
        },
      ),
      { seed: 21, numRuns: effort(150, 600) },
    );
  });

  test.each(KERNELS)('leaves nothing behind in turns of two programs: $name', (kernel) => {
    const { program: one } = compileIntegrand('log(z) + 3', {});
    const { program: other } = compileIntegrand('tanh(2*z)*cos(z) - 7', {});
    const encoded = [one, other].map((program) => encodeProgram(kernel, program));
    const task = (sigma: number): BlockTask => ({
      key: [1, 2, 3, 4],
      block: 0,
      trials: 37,
      m: 5,
      mu: 9,
      sigma,
    });
    const alone = [one, other].map((program) => bits(runBlock(program, task(1))));
    for (let turn = 0; turn < 3; turn++) {
      encoded.forEach((program, i) => {
        // A wild block in between makes NaN of everything it touches.
        runBlockOnKernel(kernel, program, task(1e308));
        expect(bits(runBlockOnKernel(kernel, program, task(1)))).toEqual(alone[i]);
      });
    }
  });
});

describe('evaluateOnKernel', () => {
  test('gives r and r′ of random formulas with the bits of the reference, at any number of points', () => {
    fc.assert(
      fc.property(boundTrees, fc.integer({ min: 0, max: 1200 }), (tree, count) => {
        const program = programOf(printFormula(tree));
        if (program === null) return;
        const z = Float64Array.from({ length: count }, (_, i) =>
          i % 3 === 0 ? specialNumbers[i % specialNumbers.length]! : (i - 600) / 37,
        );
        const expected = evaluateIntegrand(program, z);
        for (const kernel of KERNELS) {
          const found = evaluateOnKernel(kernel, encodeProgram(kernel, program), z);
          expect(bits(found.value), kernel.name).toEqual(bits(expected.value));
          expect(bits(found.derivative), kernel.name).toEqual(bits(expected.derivative));
        }
      }),
      { seed: 22, numRuns: effort(150, 600) },
    );
  });
});

/** Null where the derivative has too many nodes, or needs too many registers. */
function programOf(formula: string): BlockProgram | null {
  try {
    return compileIntegrand(formula, {}).program;
  } catch (error) {
    if (error instanceof GradvarError) return null;
    throw error;
  }
}
