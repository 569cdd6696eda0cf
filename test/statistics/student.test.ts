import { expect, test } from 'vitest';
import { studentQuantile95 } from '../../src/statistics/student.ts';
import { golden } from './golden-tables.ts';

test('quantiles agree with mpmath to 1e-13 for 1 to 600 degrees of freedom', () => {
  const errors = golden.student95.map(([df, exact]) => Math.abs(studentQuantile95(df) / exact - 1));
  expect(errors.length).toBe(600);
  expect(Math.max(...errors)).toBeLessThan(1e-13);
});

test('quantiles fall towards that of the normal distribution', () => {
  const many = studentQuantile95(20000);
  expect(many).toBeGreaterThan(1.959963984540054);
  // t = z + (z³ + z)/(4 df) + O(1/df²)
  expect(many - 1.959963984540054).toBeCloseTo((1.96 * 1.96 * 1.96 + 1.96) / 80000, 7);
});

test.each([0, -1, 2.5, NaN, Infinity])('%s degrees of freedom are refused', (df) => {
  expect(() => studentQuantile95(df)).toThrow(RangeError);
});
