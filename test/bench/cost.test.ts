import { expect, test } from 'vitest';
import { costOf, costRatio, median } from '../../src/cost/cost-ratio.ts';
import { EVALUATIONS, measureCost, programOf } from '../../src/cost/cost.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { createOutputRegisters, evaluateOutputs } from '../../src/formula/program/evaluate-program.ts';
import { loadKernel } from '../../workers/kernel/wasm/wasm-kernel.ts';

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

test('a cost follows the program: what is dear, what is shared, what is nothing', async () => {
  const cheap = await measure('z^2');
  const dear = await measure('abs(z)^0.7 + abs(z)^0.3');
  const wave = await measure('sin(3*z)');
  const jump = await measure('step(z)*2');
  const cost = ({ evaluations }: typeof cheap, i: number) => median(evaluations[i]!);
  for (const { normal, evaluations } of [cheap, dear, wave, jump]) {
    expect([normal, ...evaluations].map((rounds) => rounds.length)).toEqual([5, 5, 5, 5, 5]);
    // A normal takes 4 ns, between the cheap integrand and the dear one.
    expect(median(normal)).toBeGreaterThan(cost(cheap, 0));
    expect(median(normal)).toBeLessThan(cost(dear, 0));
  }
  // 32 ns against 0.2: no machine is too noisy for it.
  expect(cost(dear, 0)).toBeGreaterThan(10 * cost(cheap, 0));
  expect(cost(dear, 0)).toBeGreaterThan(3);
  expect(cost(dear, 0)).toBeLessThan(600);
  expect(cost(cheap, 0)).toBeGreaterThan(0.02);
  // sin and cos of one argument are one pass.
  expect(cost(wave, 2)).toBeLessThan(0.8 * (cost(wave, 0) + cost(wave, 1)));
  // The derivative of a jump is the constant 0: no instruction at all.
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
