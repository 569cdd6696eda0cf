import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { printFormula } from '../../src/formula/print.ts';
import { boundTrees } from './random-trees.ts';
import { runProgram } from './run-program.ts';
import { track } from './tracked-number.ts';
import { effort } from '../fixtures/effort.ts';

/** Different but equal ways to compute may differ by a few of the tracked bounds. */
const SLACK = 16;

const points = fc.oneof(
  fc.double({ min: -4, max: 4, noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -7, max: 7 }).map((n) => n + 0.3125),
);

function near(found: number, expected: number, error: number): boolean {
  return Math.abs(found - expected) <= SLACK * error + 1e-60;
}

test('the program gives r and its derivative as forward differentiation of the written formula does', () => {
  let checked = 0;
  fc.assert(
    fc.property(boundTrees, points, (tree, z) => {
      const expected = track(tree, z);
      if (expected.valueError === Infinity) return;
      const found = runProgram(compileIntegrand(printFormula(tree), {}).program, z);
      expect(
        near(found.value, expected.value, expected.valueError),
        `r: ${found.value}, not ${expected.value}`,
      ).toBe(true);
      expect(
        near(found.derivative, expected.slope, expected.slopeError),
        `r': ${found.derivative}, not ${expected.slope}`,
      ).toBe(true);
      if (expected.slopeError < 1e-6 * Math.abs(expected.slope)) checked += 1;
    }),
    { numRuns: effort(1000, 5000), seed: 20261 },
  );
  // The property would hold for nothing but zeros and unknowns; it must not.
  expect(checked).toBeGreaterThan(effort(150, 1000));
});

test('the second derivative is the derivative of the first', () => {
  let checked = 0;
  fc.assert(
    fc.property(boundTrees, points, (tree, z) => {
      const integrand = compileIntegrand(printFormula(tree), {});
      const first = track(integrand.derivative, z);
      if (first.slopeError === Infinity) return;
      if (first.slopeError < 1e-6 * Math.abs(first.slope)) checked += 1;
      const found = evaluate(integrand.secondDerivative, z);
      expect(near(found, first.slope, first.slopeError), `${found}, not ${first.slope}`).toBe(true);
    }),
    { numRuns: effort(500, 2000), seed: 20262 },
  );
  expect(checked).toBeGreaterThan(effort(60, 250));
});
