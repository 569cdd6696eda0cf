import { expect, test } from 'vitest';
import { normcdf } from '../../src/elementary/normal.ts';
import { studentTail } from '../../src/statistics/student-tail.ts';
import { studentQuantile95 } from '../../src/statistics/student.ts';

test('one and two degrees of freedom have closed forms', () => {
  for (const x of [-5, -1, -0.1, 0, 0.3, 1, 2, 10, 1000]) {
    expect(studentTail(x, 1)).toBeCloseTo(0.5 - Math.atan(x) / Math.PI, 13);
    expect(studentTail(x, 2)).toBeCloseTo(0.5 - x / (2 * Math.sqrt(2 + x * x)), 13);
  }
});

/** Abramowitz and Stegun 1964, table 26.10: two-sided 0.01 and 0.001; three decimals of t are 2e-3 of the tail. */
test.each([
  [3, 5.841, 0.005],
  [10, 3.169, 0.005],
  [10, 4.587, 0.0005],
  [30, 2.75, 0.005],
  [120, 3.373, 0.0005],
])('%d degrees of freedom: P(T > %d) = %d', (df, t, tail) => {
  expect(Math.abs(studentTail(t, df) - tail)).toBeLessThan(2e-3 * tail);
});

test('it is the inverse of the 95 % quantile, and the normal for infinitely many', () => {
  for (const df of [1, 2, 3, 7, 20, 151, 600])
    expect(studentTail(studentQuantile95(df), df)).toBeCloseTo(0.025, df > 200 ? 6 : 12);
  expect(studentTail(1.5, Infinity)).toBe(normcdf(-1.5));
  expect(studentTail(4, 1e6) / normcdf(-4)).toBeCloseTo(1, 3);
  // Where one formula takes over from the other they agree.
  for (const x of [0, 0.5, 2, 4, 5]) {
    const [below, above] = [studentTail(x, 200), studentTail(x, 201)];
    expect(Math.abs(below / above - 1)).toBeLessThan(x < 5 ? 0.002 + x * x * x * x * 1e-5 : 0.02);
  }
  expect(() => studentTail(1, 0)).toThrow(RangeError);
  expect(() => studentTail(1, 2.5)).toThrow(RangeError);
});
