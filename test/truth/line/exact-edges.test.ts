import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import type { Exact } from '../../../src/truth/exact/exact.ts';
import { exactMoments } from '../../../src/truth/line/exact-moments.ts';

/** Written by scripts/make-exact-edges-golden.py. */
interface Row {
  readonly formula: string;
  readonly mu: string;
  readonly sigma: string;
  readonly component: 'mu' | 'sigma';
  readonly gradient: string;
  readonly variance_1: string;
  readonly variance_2: string;
}
const rows: readonly Row[] = parse(
  readFileSync(new URL('../../golden/exact-edges.csv', import.meta.url), 'utf8'),
  { columns: true },
);

/** Relative to max(|value|, spread). */
const CERTIFIED = 1e-8;

it.each(rows)('$formula at ($mu, $sigma), d/d$component', (row) => {
  const exact = exactMoments(compileIntegrand(row.formula, {}), Number(row.mu), Number(row.sigma));
  const found = exact[row.component];
  const check = (value: Exact, expected: number, size: number): void => {
    expect(value.kind).toBe('finite');
    if (value.kind === 'finite')
      expect(Math.abs(value.value - expected)).toBeLessThanOrEqual(
        CERTIFIED * Math.max(size, Math.abs(expected)),
      );
  };
  check(found.gradient, Number(row.gradient), Math.sqrt(Number(row.variance_1)));
  check(found.score.variance, Number(row.variance_1), 0);
  check(found.pathwise.variance, Number(row.variance_2), 0);
});

const at = (formula: string, mu = 0, sigma = 1) => exactMoments(compileIntegrand(formula, {}), mu, sigma);

it.each([
  ['exp(z^2/4)', 0, 1, 'infinite', 'infinite'],
  ['exp(z^2/4)/(1+z^2)^0.5', 0, 1, 'infinite', 'infinite'],
  ['exp(z^2/4+0.5*abs(z))/(1+z^2)^4', 0, 1, 'infinite', 'infinite'],
  // The formula is at its limit for mu = 1 alone: what is left of it falls before, and grows after.
  ['exp((z-1)^2/4)/(1+z^2)^3', 0.9, 1, 'infinite', 'infinite'],
  ['exp(z^2/4-sqrt(abs(z)))', 0, 1, 'finite', 'infinite'],
  ['exp(z^2/4-(1+z^2)^0.25)', 0, 1, 'finite', 'finite'],
  ['exp(z^2/4-abs(z)^1.5)', 0, 1, 'finite', 'finite'],
  ['exp(25*z^2)', 0, 0.1, 'infinite', 'infinite'],
] as const)('%s at (%d, %d) has a variance that is %s, %s', (formula, mu, sigma, first, second) => {
  const { score, pathwise } = at(formula, mu, sigma).mu;
  expect([score.variance.kind, pathwise.variance.kind]).toEqual([first, second]);
});

it('what is next to the limit by rounding alone is unknown, never infinite', () => {
  expect(at('exp(z^2/8-abs(z))', 0, Math.SQRT2).mu.score.variance.kind).toBe('unknown');
});

it.each(['1/z', 'step(z)/z'])('%s has no mean, and so no gradient, wherever mu is', (formula) => {
  for (const mu of [0, 0.3, 1]) {
    const { expectation, mu: component, sigma } = at(formula, mu);
    expect([expectation.kind, component.gradient.kind, sigma.gradient.kind]).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(component.pathwise.bias.kind).toBe('unknown');
  }
});

it.each([
  'log(1+exp(300*z))',
  'log(exp(300*z)+exp(-z))',
  'exp(200*z)/(1+exp(200*z))',
  'sinh(400*z)/cosh(400*z)',
])('%s is finite for every draw, and its numbers are known', (formula) => {
  const { mu, sigma } = at(formula, 0.1, 0.8);
  for (const value of [
    mu.gradient,
    mu.pathwise.bias,
    mu.score.variance,
    mu.pathwise.variance,
    sigma.pathwise.variance,
  ])
    expect(value.kind).toBe('finite');
});

it('a formula beyond its domain is said to be so', () => {
  expect(at('log(z)', 3)).toHaveProperty(
    'expectation.reason',
    'r is not a real number for some of the draws',
  );
});
