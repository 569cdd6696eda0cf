import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  CONFIDENCE,
  CONFIDENCE_TEXT,
  NORMAL_QUANTILE,
  SIGNIFICANCE,
} from '../../src/elementary/constants.ts';
import { normcdf } from '../../src/elementary/normal.ts';
import { normquantile } from '../../src/elementary/normal-quantile.ts';
import { ulp } from './ulp.ts';

const RUNS = { numRuns: 5000, seed: 2026 };
const OPEN = { noNaN: true, minExcluded: true, maxExcluded: true };
/** Of every size, ordinary, and where the forms meet. */
const probability = fc.oneof(
  fc.double({ min: 0, max: 1, ...OPEN }),
  fc.integer({ min: 1, max: 9007199254740991 }).map((k) => k / 9007199254740992),
  fc.double({ min: 0.078124, max: 0.078126, ...OPEN }),
  fc.double({ min: 0.921874, max: 0.921876, ...OPEN }),
  fc.double({ min: 5.5e-17, max: 5.6e-17, ...OPEN }),
);

it.each([
  // scipy.stats.norm.ppf
  [1e-10, -6.361340902404056],
  [0.025, -1.9599639845400545],
  [0.975, 1.959963984540054],
])('normquantile(%d) is %d', (p, x) => {
  expect(Math.abs(normquantile(p) - x)).toBeLessThanOrEqual(4 * ulp(x));
});

it('is what the confidence of every interval says', () => {
  expect(Math.abs(normquantile(1 - SIGNIFICANCE / 2) - NORMAL_QUANTILE)).toBeLessThanOrEqual(4 * ulp(2));
  expect(`${100 * CONFIDENCE} %`).toBe(CONFIDENCE_TEXT);
});

it('is exactly odd about 1/2 where 1 − p is a double', () => {
  const grid = fc.integer({ min: 1, max: 9007199254740991 }).map((k) => k / 9007199254740992);
  fc.assert(
    fc.property(grid, (p) => Object.is(normquantile(1 - p), 0 - normquantile(p))),
    RUNS,
  );
});

it('falls nowhere by more than its error, and rises with any step of 1e-9 of the distance to 0 or 1', () => {
  fc.assert(
    fc.property(probability, fc.integer({ min: 1, max: 9 }), (p, steps) => {
      const [here, next] = [normquantile(p), normquantile(Math.min(1, p + steps * ulp(p)))];
      return next >= here - 6 * ulp(here);
    }),
    RUNS,
  );
  fc.assert(
    fc.property(probability, fc.double({ min: 1e-9, max: 1, noNaN: true }), (p, share) => {
      const next = p + share * Math.min(p, 1 - p);
      return normquantile(next) > normquantile(p) || p < 1e-310 || next - p <= ulp(p);
    }),
    RUNS,
  );
});

it('comes back by normcdf: what x is off by counts by its density', () => {
  fc.assert(
    fc.property(probability, (p) => {
      const x = normquantile(p);
      // d Phi/Phi = (phi/Phi)·dx, and phi/Phi <= 1 + |x|.
      const room = 4 * ulp(p) + 3 * (1 + Math.abs(x)) * ulp(x) * p + 5e-324;
      return Math.abs(normcdf(x) - p) <= room;
    }),
    RUNS,
  );
});

it('inverts normcdf in the lower tail, and in the upper one from the complement', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 37, ...OPEN }), (x) => {
      const tail = normcdf(-x);
      // dx = (Phi/phi)·(dPhi/Phi), and Phi/phi <= 1.26.
      const room = 3 * ulp(x) + 1.26 * 4 * (ulp(tail) / tail);
      return Math.abs(-normquantile(tail) - x) <= room;
    }),
    RUNS,
  );
});
