import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  largestDeviation,
  rowVariance,
  sampleMoments,
  SET_ASIDE,
  squaresAbout,
  squaresWithoutLargest,
  thinned,
} from '../../src/check/moments/sample-moments.ts';

/** Oracle: scipy 1.17 `np.mean, np.var(ddof=1), stats.skew, stats.kurtosis(fisher=False)` of these numbers. */
const NUMBERS = [3.5, -1.25, 8, 0.5, 0.5, 12.75, -4, 2];
const SCIPY = { mean: 2.75, variance: 28.625, skewness: 0.7482695058347826, kurtosis: 2.6188747003921606 };

test('moments are those of scipy, wherever they are counted from and however they are cut', () => {
  for (const reference of [0, 2.75, -100])
    for (const cut of [0, 1, 3, 8]) {
      const chunks = [NUMBERS.slice(0, cut), NUMBERS.slice(cut)].map((part) => Float64Array.from(part));
      const found = sampleMoments(chunks, reference);
      expect(found.rows).toBe(8);
      expect(found.mean).toBeCloseTo(SCIPY.mean, 12);
      expect(rowVariance(found)).toBeCloseTo(SCIPY.variance, 11);
      expect(found.skewness).toBeCloseTo(SCIPY.skewness, 12);
      expect(found.kurtosis).toBeCloseTo(SCIPY.kurtosis, 12);
      const about = NUMBERS.reduce((sum, x) => sum + (x - reference) * (x - reference), 0);
      expect(squaresAbout(found, reference) / about).toBeCloseTo(1, 12);
    }
});

test('a large offset takes no digits: 1e8 with a deviation of 1e-3', () => {
  const values = Float64Array.from({ length: 100_000 }, (_, i) => 1e8 + (i % 2 === 0 ? 1 : -1) / 1024);
  const found = sampleMoments([values.subarray(0, 30_001), values.subarray(30_001)], 1e8);
  expect(found.mean).toBe(1e8);
  expect((found.squares / found.rows) * 1048576).toBeCloseTo(1, 9);
  expect(found.kurtosis).toBeCloseTo(1, 9);
});

test('chunks of any size give the moments of the whole', () => {
  const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
    minLength: 20,
    maxLength: 200,
  });
  fc.assert(
    fc.property(numbers, fc.array(fc.nat(200), { maxLength: 6 }), (values, cuts) => {
      const ends = [...cuts.map((cut) => Math.min(cut, values.length)), values.length].sort((a, b) => a - b);
      const chunks = ends.map((end, i) => Float64Array.from(values.slice(ends[i - 1] ?? 0, end)));
      const parts = sampleMoments(chunks, 1);
      const whole = sampleMoments([Float64Array.from(values)], 1);
      const size = Math.sqrt(whole.squares / whole.rows);
      expect(Math.abs(parts.mean - whole.mean)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(whole.mean)));
      expect(Math.abs(parts.squares - whole.squares)).toBeLessThanOrEqual(1e-9 * (1 + whole.squares));
      if (size > 1e-3) {
        expect(parts.skewness).toBeCloseTo(whole.skewness, 6);
        expect(parts.kurtosis / whole.kurtosis).toBeCloseTo(1, 6);
      }
    }),
  );
});

test('the rows furthest from the reference are set aside, no others', () => {
  const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: SET_ASIDE, maxLength: 100 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: -500, max: 500 }), (values, center) => {
      const all = sampleMoments([Float64Array.from(values)], 0);
      const found = thinned(all, all.rows * all.copies);
      const squares = values.map((x) => (x - center) * (x - center)).sort((a, b) => b - a);
      const aside = squares.slice(0, SET_ASIDE).reduce((a, b) => a + b, 0);
      const left = Math.max(0, found.squares - aside);
      expect(Math.abs(squaresWithoutLargest(found, center) - left)).toBeLessThanOrEqual(
        1e-9 * (1 + found.squares),
      );
      expect(largestDeviation(found, center)).toBe(Math.sqrt(squares[0] ?? 0));
    }),
  );
});
