import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';
import type { Exact } from '../../../src/truth/exact/exact.ts';
import type { Parameters } from '../../../src/formula/tree/tree.ts';

/** V1, V2 and R of figures in the literature, as printed: relative to the last digit given. */
const ROWS: readonly (readonly [
  string,
  string,
  Parameters,
  number,
  number,
  'mu' | 'sigma',
  number,
  number,
  number,
  number,
])[] = [
  // Mohamed et al. 2020, figure 2 (quadratic) and figure 3 (bump, cosine), mu = sigma = 1
  ['quadratic', '(z-k)^2', { k: -3 }, 1, 1, 'mu', 495, 4, 123.75, 1e-12],
  ['quadratic', '(z-k)^2', { k: 1 }, 1, 1, 'sigma', 74, 8, 9.25, 1e-12],
  ['bump', 'exp(-k*z^2)', { k: 0.1 }, 1, 1, 'mu', 0.563532, 0.0162902, 34.593, 2e-5],
  ['bump', 'exp(-k*z^2)', { k: 10 }, 1, 1, 'sigma', 0.0090346, 0.892046, 0.0101279, 1e-5],
  ['cosine', 'cos(k*z)', { k: 0.5 }, 1, 1, 'mu', 0.455248, 0.0392847, 11.5885, 1e-5],
  ['cosine', 'cos(k*z)', { k: 3 }, 1, 1, 'sigma', 0.990211, 4.490205, 0.220527, 1e-5],
  // Gal 2016
  ['polynomial', 'z + z^2', {}, 0, 1, 'mu', 17, 4, 4.25, 1e-12],
  ['sine', 'sin(z)', {}, 0, 1, 'sigma', 0.864665, 0.296997, 2.91136, 1e-5],
  ['fast sine', 'sin(10*z)', {}, 0, 1, 'mu', 0.5, 50, 0.01, 1e-12],
  // Suh et al. 2022, ramps and the Heaviside function
  ['ramp', 'clip(2*z/delta, -1, 1)', { delta: 0.1 }, 0.1, 0.1, 'mu', 61.253, 73.319, 0.83544, 2e-5],
  ['steep ramp', 'clip(2*z/delta, -1, 1)', { delta: 1e-5 }, 0.1, 0.1, 'mu', 76.579, 967859, 7.912e-5, 2e-5],
  // Erdogan 2016; Storchastic's introduction
  ['square', 'z^2', {}, 2, 1, 'mu', 87, 4, 21.75, 1e-12],
  ['scaled square', '2*z^2', {}, -2.77, 1, 'mu', 725.176, 16, 45.3235, 2e-6],
  // Glasserman: call and digital by the likelihood ratio and pathwise methods, T = 1, in units of the asset
  ['call', 'exp(-0.05)*max(exp(z) - 1, 0)', {}, 0.03, 0.2, 'mu', 2.14867, 0.332215, 6.468, 1e-4],
];

function value(exact: Exact): number {
  return exact.kind === 'finite' ? exact.value : Number.NaN;
}

it.each(ROWS)(
  '%s %s %j at (%f, %f) has the published variances of component %s',
  (_, formula, parameters, mu, sigma, component, v1, v2, ratio, digits) => {
    const {
      score: { variance: variance1 },
      pathwise: { variance: variance2 },
    } = exactMoments(compileIntegrand(formula, parameters), mu, sigma)[component];
    expect(Math.abs(value(variance1) / v1 - 1)).toBeLessThan(digits);
    expect(Math.abs(value(variance2) / v2 - 1)).toBeLessThan(digits);
    expect(Math.abs(value(variance1) / value(variance2) / ratio - 1)).toBeLessThan(2 * digits);
  },
);

it('the lines of score and pathwise variance cross where they should', () => {
  // science.md P4 and P5: k at which the ratio is 1.
  const ratio = (formula: string, k: number, component: 'mu' | 'sigma'): number => {
    const found = exactMoments(compileIntegrand(formula, { k }), 1, 1)[component];
    return value(found.score.variance) / value(found.pathwise.variance);
  };
  for (const [formula, k, component] of [
    ['cos(k*z)', 1.063782, 'mu'],
    ['cos(k*z)', 1.297346, 'sigma'],
    ['exp(-k*z^2)', 0.869954, 'mu'],
    ['exp(-k*z^2)', 1.002816, 'sigma'],
  ] as const) {
    expect(Math.abs(ratio(formula, k, component) - 1)).toBeLessThan(3e-6);
  }
});
