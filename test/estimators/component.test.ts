import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseComponent, componentScale } from '../../src/estimators/component.ts';
import { COMPONENTS } from '../../src/plan/plan.ts';

/** sigma as a function of what the component is differentiated by, and back. */
const SCALES = {
  sigma: [(x: number) => x, (sigma: number) => sigma],
  log_sigma: [Math.exp, Math.log],
  variance: [Math.sqrt, (sigma: number) => sigma * sigma],
  softplus: [(rho: number) => Math.log1p(Math.exp(rho)), (sigma: number) => Math.log(Math.expm1(sigma))],
} as const;

test('every name of sigma is tried', () => {
  expect(Object.keys(SCALES)).toEqual(COMPONENTS.filter((name) => baseComponent(name) === 'sigma'));
});

test.each(Object.entries(SCALES))('%s is the chain rule', (name, [sigmaOf, back]) => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), (sigma) => {
      const at = back(sigma);
      const step = 1e-5 * Math.max(1, Math.abs(at)) * Math.min(1, sigma);
      const slope = (sigmaOf(at + step) - sigmaOf(at - step)) / (2 * step);
      expect(componentScale(name, sigma) / slope).toBeCloseTo(1, 6);
    }),
  );
});

test('softplus keeps its digits where sigma is small', () => {
  for (const sigma of [1e-3, 1e-8, 1e-15]) {
    expect(componentScale('softplus', sigma) / -Math.expm1(-sigma)).toBeCloseTo(1, 15);
  }
});
