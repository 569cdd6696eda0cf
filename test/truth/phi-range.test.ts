import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactPhiRange } from '../../src/truth/directions/exact-phi-range.ts';
import { phiRange, type SymmetricMatrix } from '../../src/truth/directions/phi-range.ts';
import type { ExactCovariance } from '../../src/truth/one-draw/variable/point-laws.ts';
import { finite } from '../../src/truth/exact/exact-number.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';
import { valueOf } from './known-forms.ts';

const size = fc.double({ min: 0.01, max: 100, noNaN: true });
const correlation = fc.double({ min: -0.95, max: 0.95, noNaN: true });
const covariance = fc
  .tuple(size, size, correlation)
  .map(([mu, sigma, rho]): SymmetricMatrix => ({ mu, sigma, between: rho * Math.sqrt(mu * sigma) }));

const exact = (value: number): Exact => finite(value, 0);
const exactly = ({ mu, sigma, between }: SymmetricMatrix): ExactCovariance => ({
  mu: exact(mu),
  sigma: exact(sigma),
  between: exact(between),
});

test('the range of measured covariances is that of exact ones of the same numbers', () => {
  fc.assert(
    fc.property(covariance, covariance, (first, second) => {
      const found = phiRange(first, second)!;
      const { smallest, largest } = exactPhiRange(exactly(first), exactly(second));
      // Eigenvalues are found to roundings of the largest.
      const room = 1e-12 * valueOf(largest.ratio);
      expect(Math.abs(found.smallest - valueOf(smallest.ratio))).toBeLessThan(room);
      expect(Math.abs(found.largest - valueOf(largest.ratio))).toBeLessThan(room);
    }),
  );
});

test('there is none where the second has no variance along some direction', () => {
  const first = { mu: 1, sigma: 2, between: 0.5 };
  expect(phiRange(first, { mu: 0, sigma: 1, between: 0 })).toBeNull();
  expect(phiRange(first, { mu: 1, sigma: 0, between: 0 })).toBeNull();
  expect(phiRange(first, { mu: 4, sigma: 9, between: -6 })).toBeNull();
});
