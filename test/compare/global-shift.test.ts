import fc from 'fast-check';
import { expect, test } from 'vitest';
import { log1p } from '../../src/elementary/log.ts';
import { commonShift } from '../../src/compare/common-shift.ts';
import { collectShifts, type GlobalShift } from '../../src/compare/global-shift.ts';
import type { Quantity } from '../../src/compare/quantities.ts';

const FLOOR = 1e-9;

/** A row a cell: its ratio moved by so much, measured with that error. */
function shiftOf(rows: readonly (readonly [difference: number, standardError: number])[]): GlobalShift {
  const shifts = collectShifts();
  rows.forEach(([difference, standardError], i) => {
    const rest = { degrees: Infinity, varianceAtOneTrial: 1 };
    const row: Quantity = { name: 'variance_ratio', difference, standardError, ...rest };
    shifts.add(`c${i}`, [row]);
  });
  const [found] = shifts.result(0.01);
  return found!;
}

const some = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Errors that sum to nearly 0. */
const jitter = (i: number) => (i % 2 === 0 ? 1 : -1) * 0.3;

test('regression: rows of estimators in proportion do not swallow the shift of all others', () => {
  const moved = some(17, (i) => [log1p(0.05) + 0.005 * jitter(i), 0.005] as const);
  const proportional = some(3, () => [2.7e-13, FLOOR] as const);
  const found = shiftOf([...moved, ...proportional]);
  expect(found.alarm).toBe(true);
  expect(found.cells).toBe(17);
  expect(found.change).toBeCloseTo(0.05, 2);
  expect(found.change).toBe(shiftOf(moved).change);
});

test.each([1e-8, 1e-6, 1e-4, 1e-3])(
  'nor do rows with an error of %d, which is not quite at the floor',
  (error) => {
    const moved = some(17, (i) => [log1p(0.05) + 0.005 * jitter(i), 0.005] as const);
    const precise = some(3, (i) => [error * jitter(i), error] as const);
    const { change } = shiftOf([...moved, ...precise]);
    // Between the mean of all 20 and the shift of the 17.
    expect(change).toBeGreaterThan(0.04);
    expect(change).toBeLessThan(0.0505);
  },
);

test('rows that moved alike are weighted by precision', () => {
  const precise = some(20, (i) => [0.01 + 0.001 * jitter(i), 0.001] as const);
  const vague = some(20, (i) => [0.01 + 0.3 * jitter(i) + 0.05, 0.3] as const);
  expect(shiftOf([...precise, ...vague]).change).toBeCloseTo(0.01, 3);
});

test('a common mean lies between the differences, whatever their errors', () => {
  const row = fc.tuple(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: 2e-9, max: 2, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
      const shift = commonShift();
      for (const [difference, error] of rows) shift.add(difference, error * error);
      const differences = rows.map(([difference]) => difference);
      const mean = shift.mean();
      expect(mean).toBeGreaterThanOrEqual(Math.min(...differences) - 1e-9);
      expect(mean).toBeLessThanOrEqual(Math.max(...differences) + 1e-9);
    }),
  );
});
