import { expect, test } from 'vitest';
import { chi2Survival } from '../../src/statistics/chi-square.ts';
import { golden } from './golden-tables.ts';

test('survival agrees with mpmath to 1e-9 relative wherever it is above 1e-290', () => {
  const inRange = golden.chi2Survival.filter(([, , exact]) => exact > 1e-290);
  expect(inRange.length).toBeGreaterThan(100);
  const errors = inRange.map(([x, df, exact]) => Math.abs(chi2Survival(x, df) / exact - 1));
  expect(Math.max(...errors)).toBeLessThan(1e-9);
});

test('two degrees of freedom are exponential', () => {
  for (const x of [1e-9, 0.1, 1, 5, 40, 700]) {
    expect(Math.abs(chi2Survival(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-13);
  }
});

test('the ends of the range', () => {
  expect(chi2Survival(0, 5)).toBe(1);
  expect(chi2Survival(Infinity, 5)).toBe(0);
  expect(chi2Survival(1e6, 5)).toBe(0);
  expect(chi2Survival(NaN, 5)).toBeNaN();
});
