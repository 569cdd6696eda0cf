import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { exactOracle } from '../../../src/truth/line/exact-moments.ts';
import type { Exact } from '../../../src/truth/exact/exact.ts';
import { effort } from '../../fixtures/effort.ts';

/*
 * exp((z + b)²/(4 sigma² + g)): its variance exists for g > 0, and most of it comes from far out where g is
 * small or b is large. Closed forms: E[u^p exp(s (u + B)²/2)] with u = z/sigma, B = b/sigma is that of
 * N(s·B/(1 − s), 1/(1 − s)) times a constant; for r² s is 4 sigma²/(4 sigma² + g). g is a decimal of one digit,
 * so that 1 − s is known to all digits though the formula's own coefficient is rounded.
 */

interface Truth {
  readonly score: number;
  readonly pathwise: number;
}

function variancesByMu(g: number, b: number, sigma: number): Truth {
  const [limit, shift] = [4 * sigma * sigma, b / sigma];
  const moment = (p: 0 | 1 | 2, s: number, rest: number): number => {
    const [mean, variance] = [(s * shift) / rest, 1 / rest];
    const whole = Math.sqrt(variance) * Math.exp((s * shift * shift) / (2 * rest));
    return whole * [1, mean, mean * mean + variance][p]!;
  };
  const [share, rest] = [limit / (limit + g), g / (limit + g)];
  const squared = (p: 0 | 1 | 2): number => moment(p, share, rest);
  const gradient = moment(1, share / 2, 1 - share / 2) / sigma;
  const slope = share / (2 * sigma);
  return {
    score: squared(2) / (sigma * sigma) - gradient * gradient,
    pathwise:
      slope * slope * (squared(2) + 2 * shift * squared(1) + shift * shift * squared(0)) -
      gradient * gradient,
  };
}

/** The closed form is wrong by some roundings of an exponent below 600. */
const CLOSED_FORM = 1e-12;

function expectTrue(found: Exact, truth: number): void {
  if (found.kind === 'unknown') return;
  if (found.kind !== 'finite') throw new Error(`${found.kind} where ${truth} is true`);
  expect(Math.abs(found.value - truth)).toBeLessThanOrEqual(found.error + CLOSED_FORM * truth);
}

it('a variance near the limit of its existence is right or unknown', () => {
  let known = 0;
  let asked = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(0.5, 1, 2),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.boolean(),
      (sigma, places, digit, b, isAbs) => {
        const decimals = `.${'0'.repeat(places - 1)}${digit}`;
        const truth = variancesByMu(Number(`0${decimals}`), b, sigma);
        if (!(truth.score < 1e250)) return;
        const square = isAbs ? 'abs(z + b)^2' : '(z + b)^2';
        const compiled = compileIntegrand(`exp(${square}/${4 * sigma * sigma}${decimals})`, { b });
        const { mu } = exactOracle(compiled)(0, sigma);
        expectTrue(mu.score.variance, truth.score);
        expectTrue(mu.pathwise.variance, truth.pathwise);
        asked += 1;
        if (mu.score.variance.kind === 'finite') known += 1;
      },
    ),
    { numRuns: effort(40, 1000) },
  );
  expect(known / asked).toBeGreaterThan(0.5);
});

it.each([
  // mpmath, 40 digits; of the last one the fourth moment comes from where r is beyond the doubles.
  ['exp((z+1)^2/4.02)', 1.5320857575134e49, 3.8300243146066e48],
  ['exp(abs(z+1)^2/4.02)', 1.5320857575134e49, 3.8300243146066e48],
  ['exp((z+2)^2/4.1)', 2.2850924730451e39, 5.7109789504347e38],
  ['exp((z+2)^2/8.3)', 46.249480106892, 6.8362480078272],
])('%s at (0, 1)', (formula, score, pathwise) => {
  const { mu } = exactOracle(compileIntegrand(formula, {}))(0, 1);
  for (const [found, truth] of [
    [mu.score, score],
    [mu.pathwise, pathwise],
  ] as const) {
    expect(found.variance.kind).toBe('finite');
    if (found.variance.kind === 'finite')
      expect(Math.abs(found.variance.value / truth - 1)).toBeLessThan(1e-8);
  }
});
