import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normcdf } from '../../src/elementary/normal.ts';
import { differenceProbability, isEquivalent } from '../../src/compare/minimum-effect.ts';

const normal = (difference: number, standardError = 1) => ({ difference, standardError, degrees: Infinity });

test('without a minimum effect it is the two-sided test', () => {
  expect(differenceProbability(normal(1.959963984540054), 0)).toBeCloseTo(0.05, 12);
  expect(differenceProbability(normal(-3), 0)).toBeCloseTo(2 * normcdf(-3), 15);
});

test('Phi(-2) + Phi(-4) for a difference of 3 against 1', () => {
  expect(differenceProbability(normal(3), 1)).toBeCloseTo(0.0227501319481792 + 0.0000316712418331, 12);
});

const positive = fc.double({ min: 1e-3, max: 10, noNaN: true });

test('it grows with the minimum effect, shrinks with the difference, and heeds no sign or scale', () => {
  fc.assert(
    fc.property(positive, positive, positive, (difference, error, effect) => {
      const p = differenceProbability(normal(difference, error), effect);
      expect(differenceProbability(normal(difference, error), 1.1 * effect)).toBeGreaterThanOrEqual(p);
      expect(differenceProbability(normal(1.1 * difference, error), effect)).toBeLessThanOrEqual(p);
      expect(differenceProbability(normal(-difference, error), effect)).toBe(p);
      expect(differenceProbability(normal(4 * difference, 4 * error), 4 * effect)).toBeCloseTo(p, 12);
    }),
  );
});

test('a difference within the effect is never rejected at 0.05, and equivalent only with its 90 % interval inside', () => {
  fc.assert(
    fc.property(positive, positive, positive, (difference, error, effect) => {
      const found = normal(difference, error);
      if (difference <= effect) expect(differenceProbability(found, effect)).toBeGreaterThan(0.49);
      const inside = difference + 1.6448536269514722 * error <= effect;
      expect(isEquivalent(found, effect)).toBe(inside);
      expect(isEquivalent(found, 0)).toBe(false);
    }),
  );
});
