import { expect, test } from 'vitest';
import { costOf, costRatio, median } from '../../src/cost/cost-ratio.ts';
import { EVALUATIONS, measureCost, programOf } from '../../src/cost/cost.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { createOutputRegisters, evaluateOutputs } from '../../src/formula/program/evaluate-program.ts';
import { loadKernel } from '../../workers/kernel/native/load-kernel.ts';
import { effort } from '../fixtures/effort.ts';

const kernel = loadKernel();
const short = { rounds: 5, milliseconds: 1 };
const measure = (formula: string) =>
  measureCost(kernel, compileIntegrand(formula, {}), { mu: 0.3, sigma: 0.8 }, EVALUATIONS, short);

test('what is timed are the trees that were asked for', () => {
  const { value, derivative, secondDerivative } = compileIntegrand('sin(z)*exp(z)', {});
  const z = Float64Array.of(-1.5, 0.25, 2);
  const at = [value, derivative, secondDerivative].map(evaluator);
  const trees = [value, derivative, secondDerivative];
  for (const orders of [[2], [0, 1], [0, 1, 2]]) {
    const program = programOf(orders.map((order) => trees[order]!));
    const registers = createOutputRegisters(program, z.length);
    registers[0]!.set(z);
    const found = evaluateOutputs(program, registers, z.length);
    orders.forEach((order, i) => expect([...found[i]!]).toEqual([...z].map((x) => at[order]!(x))));
  }
});

test('what is timed follows the formula: what is shared is one pass, what is constant is nothing', () => {
  const passes = (formula: string, ...orders: readonly number[]) => {
    const { value, derivative } = compileIntegrand(formula, {});
    return programOf(orders.map((order) => [value, derivative][order]!)).instructions.length;
  };
  // sin and cos of one argument are one pass.
  expect(passes('sin(3*z)', 0, 1)).toBeLessThan(passes('sin(3*z)', 0) + passes('sin(3*z)', 1));
  // The derivative of a jump is the constant 0: no instruction at all.
  expect(passes('step(z)*2', 1)).toBe(0);
  expect(passes('step(z)*2', 0)).toBeGreaterThan(0);
});

test('every cost has its rounds, and all of them are times', async () => {
  for (const formula of ['z^2', 'step(z)*2']) {
    const { normal, evaluations } = await measure(formula);
    for (const rounds of [normal, ...evaluations]) {
      expect(rounds).toHaveLength(5);
      for (const nanoseconds of rounds) expect(nanoseconds).toBeGreaterThanOrEqual(0);
    }
  }
});

// A clock decides here, and a busy machine may be wrong: `npm run proofs` asks it.
test.runIf(effort(false, true))('a cost follows the program: what is dear, and what is cheap', async () => {
  const [cheap, dear] = [await measure('z^2'), await measure('abs(z)^0.7 + abs(z)^0.3')];
  const [wave, jump] = [await measure('sin(3*z)'), await measure('step(z)*2')];
  const cost = ({ evaluations }: typeof cheap, i: number) => median(evaluations[i]!);
  for (const { normal } of [cheap, dear, wave, jump]) {
    // A normal takes 4 ns, between the cheap integrand and the dear one.
    expect(median(normal)).toBeGreaterThan(cost(cheap, 0));
    expect(median(normal)).toBeLessThan(cost(dear, 0));
  }
  expect(cost(dear, 0)).toBeGreaterThan(10 * cost(cheap, 0));
  expect(cost(wave, 2)).toBeLessThan(0.8 * (cost(wave, 0) + cost(wave, 1)));
  expect(cost(jump, 1)).toBeLessThan(0.5 * cost(jump, 0));
});

test('a slow round slows both and leaves the ratio', () => {
  const normal = [4, 40, 40];
  const score = costOf(1, normal, 1, [2, 20, 20]);
  expect(score).toEqual([6, 60, 60]);
  const pathwise = costOf(0.5, normal, 1, [1, 10, 10]);
  expect(costRatio(score, pathwise)).toEqual({ ratio: 2, logError: 0 });
  const uneven = costRatio([1, 1, Math.E, 1], [1, 1, 1, 1]);
  expect(uneven.ratio).toBe(1);
  expect(uneven.logError).toBeCloseTo(Math.sqrt(0.75 / 3 / 4), 12);
});
