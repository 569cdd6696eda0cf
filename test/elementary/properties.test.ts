import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from './functions.ts';
import { ulp } from './ulp.ts';

const function_ = (name: string): ((x: number) => number) => {
  const entry = FUNCTIONS.find((candidate) => candidate.name === name)!;
  return (x) => entry.of(x, 0);
};

/** Doubles of every size, and more of those where the functions bend. */
const argument = fc.oneof(fc.double(), fc.double({ min: -40, max: 40 }), fc.double({ min: -2, max: 2 }));
const RUNS = { numRuns: 3000, seed: 2026 };

describe('symmetries hold bit by bit', () => {
  it.each(['expm1', 'log1p'])('%s keeps the sign of zero', (name) => {
    expect(function_(name)(-0)).toBe(-0);
    expect(function_(name)(0)).toBe(0);
  });

  it.each(['sin', 'tan', 'sinh', 'tanh', 'atan', 'erf'])('%s is odd', (name) => {
    const f = function_(name);
    fc.assert(
      fc.property(argument, (x) => Object.is(f(-x), -f(x))),
      { ...RUNS, examples: [[0], [-0], [Infinity], [1e22]] },
    );
  });

  it.each(['cos', 'cosh', 'sech2', 'normpdf'])('%s is even', (name) => {
    const f = function_(name);
    fc.assert(
      fc.property(argument, (x) => Object.is(f(-x), f(x))),
      { ...RUNS, examples: [[0], [Infinity], [1e22]] },
    );
  });
});

describe('results stay within their range', () => {
  it.each([
    ['sin', -1, 1],
    ['cos', -1, 1],
    ['tanh', -1, 1],
    ['erf', -1, 1],
    ['sech2', 0, 1],
    ['normcdf', 0, 1],
    ['sigmoid', 0, 1],
    ['normpdf', 0, 0.3989422804014327],
    ['exp', 0, Infinity],
    ['softplus', 0, Infinity],
    ['cosh', 1, Infinity],
    ['expm1', -1, Infinity],
    ['atan', -1.5707963267948966, 1.5707963267948966],
  ])('%s lies in [%d, %d]', (name, low, high) => {
    const f = function_(name);
    fc.assert(
      fc.property(argument, (x) => {
        const y = f(x);
        return Number.isNaN(x) ? Number.isNaN(y) : (y >= low && y <= high) || !Number.isFinite(x);
      }),
      RUNS,
    );
  });
});

/** The engine's own function is another implementation; 3 ulp is what V8's are known to be off by at most. */
const ENGINE: readonly [string, (x: number) => number][] = [
  ['exp', Math.exp],
  ['expm1', Math.expm1],
  ['log', Math.log],
  ['log1p', Math.log1p],
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['sinh', Math.sinh],
  ['cosh', Math.cosh],
  ['tanh', Math.tanh],
  ['atan', Math.atan],
];

describe('the engine agrees, whatever the double', () => {
  it.each(ENGINE)('%s', (name, theirs) => {
    const { bound } = FUNCTIONS.find((candidate) => candidate.name === name)!;
    const ours = function_(name);
    fc.assert(
      fc.property(argument, (x) => {
        const expected = theirs(x);
        const got = ours(x);
        return Object.is(got, expected) || Math.abs(got - expected) <= (bound + 3) * ulp(expected);
      }),
      RUNS,
    );
  });

  it('power', () => {
    const { of: power, bound } = FUNCTIONS.find((candidate) => candidate.name === 'power')!;
    const base = fc.oneof(argument, fc.double({ min: 0.5, max: 2 }));
    fc.assert(
      fc.property(base, argument, (x, y) => {
        // C99 and ECMAScript differ here: 1 against NaN.
        if (Math.abs(x) === 1) return true;
        const expected = Math.pow(x, y);
        const got = power(x, y);
        return Object.is(got, expected) || Math.abs(got - expected) <= (bound + 3) * ulp(expected);
      }),
      { ...RUNS, numRuns: 10_000 },
    );
  });
});
