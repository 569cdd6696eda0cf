import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enclose, logMagnitude } from '../../src/formula/analysis/enclosure.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { createPicker, randomFormula } from '../truth/line/random-formula.ts';
import { effort } from '../fixtures/effort.ts';

const EVERY_FUNCTION = [
  'z + 1',
  '3 - z',
  '-z',
  'z*(z - 1)',
  'z*z',
  '1/z',
  'z/(1 + z^2)',
  'z^2',
  'z^3',
  'z^-1',
  'z^-2',
  'abs(z)^0.7',
  'abs(z)^-0.5',
  '2^z',
  'abs(z)^z',
  'exp(z)',
  'log(abs(z))',
  'log1p(z^2)',
  'expm1(z)',
  'sqrt(abs(z))',
  'sin(z)',
  'cos(z)',
  'tan(z)',
  'tanh(z)',
  'sinh(z)',
  'cosh(z)',
  'atan(z)',
  'erf(z)',
  'abs(z)',
  'sign(z)',
  'step(z)',
  'floor(z)',
  'mod(z, 2)',
  'mod(z, -1.5)',
  'mod(3, z)',
  'min(z, 1)',
  'max(z, -1)',
  'clip(z, -1, 1)',
  'sigmoid(z)',
  'softplus(z)',
  'normcdf(z)',
  'normpdf(z)',
];

/** Checks that values at points of [lo, hi] keep the bounds. */
function check(formula: string, lo: number, hi: number): void {
  const node = parseFormula(formula);
  const bounds = enclose(node, lo, hi);
  const at = evaluator(node);
  for (let i = 0; i <= 16; i++) {
    const z = Math.min(hi, lo + (hi - lo) * (i / 16));
    const value = at(z);
    if (Number.isNaN(value)) {
      expect([bounds.lo, bounds.hi]).toEqual([-Infinity, Infinity]);
      continue;
    }
    expect(
      value >= bounds.lo && value <= bounds.hi,
      `${formula} at ${z} in [${lo}, ${hi}]: ${value} outside [${bounds.lo}, ${bounds.hi}]`,
    ).toBe(true);
    // The bound is about the true value: overflow and subnormal numbers are off it.
    const isOrdinary = value === 0 || (Math.abs(value) < Infinity && Math.abs(value) > 1e-300);
    if (isOrdinary)
      expect(
        logMagnitude(value) <= bounds.logMax,
        `${formula} at ${z}: log|${value}| above ${bounds.logMax}`,
      ).toBe(true);
  }
}

const end = fc.oneof(
  fc.double({ min: -8, max: 8, noNaN: true }),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.integer({ min: -6, max: 6 }),
);
const width = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 1e-6, noNaN: true }),
  fc.double({ min: 0, max: 10, noNaN: true }),
);

describe('enclosures', () => {
  it('hold every value of every function', () => {
    for (const formula of EVERY_FUNCTION) {
      fc.assert(
        fc.property(end, width, (lo, w) => {
          check(formula, lo, lo + w);
        }),
        { numRuns: effort(20, 60), seed: 7 },
      );
    }
  });

  it('hold every value of random formulas', () => {
    const pick = createPicker(11);
    for (let n = 0; n < 600; n++) {
      const lo = 8 * (pick() - 0.5);
      check(randomFormula(pick, 3), lo, lo + pick() * pick() * 4);
    }
  });

  it('are narrow where the formula names its variable once', () => {
    const { lo, hi } = enclose(parseFormula('exp(-(z/0.001)^2)'), 0.001, 0.002);
    expect(lo).toBeCloseTo(Math.exp(-4), 12);
    expect(hi).toBeCloseTo(Math.exp(-1), 12);
  });

  it('keep constants of piecewise formulas exact', () => {
    expect(enclose(parseFormula('max(z, 0)'), -3, -1)).toMatchObject({ lo: 0, hi: 0, logMax: -Infinity });
    expect(enclose(parseFormula('step(z)*(z - z) + 1*step(z) - 0'), 1, 2)).toMatchObject({ lo: 1, hi: 1 });
  });

  it('bound logarithms where the value overflows or underflows', () => {
    expect(enclose(parseFormula('exp(z^2)'), 40, 50).logMax).toBeCloseTo(2500, 6);
    expect(enclose(parseFormula('z*exp(-z^2)'), 40, 50).logMax).toBeLessThan(-1590);
    expect(enclose(parseFormula('exp(100*z)*exp(z^2)'), 10, 20).logMax).toBeCloseTo(2400, 6);
    expect(enclose(parseFormula('normcdf(z)'), -60, -50).logMax).toBeLessThan(-1249);
    expect(enclose(parseFormula('1 + exp(z)'), 1000, 1001).logMax).toBeLessThan(1002);
    expect(enclose(parseFormula('2^(z^2)'), 40, 50).logMax).toBeLessThan(1733);
  });

  it('are unbounded where a formula is singular or not defined', () => {
    for (const formula of ['1/z', 'log(z)', 'z^-0.5', 'z^-2', 'tan(z + 1.5)', 'sqrt(z)']) {
      expect(enclose(parseFormula(formula), -1, 1)).toMatchObject({ hi: Infinity, logMax: Infinity });
    }
  });
});
