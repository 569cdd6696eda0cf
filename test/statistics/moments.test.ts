import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeAll, mergeMoments, NO_MOMENTS, sampleVariance } from '../../src/statistics/moments.ts';
import { exactSample } from './exact-sums.ts';

const ULP = Number.EPSILON;
/** Multiples of 2^-40, so that no square underflows. */
const value = fc
  .double({ min: -1e3, max: 1e3, noNaN: true })
  .map((x) => Math.round(x * 1099511627776) / 1099511627776);
const sample = fc.array(value, { minLength: 2, maxLength: 60 });
const offset = fc.constantFrom(0, 1, 1e4, 1e8, -1e8);
const one = (value: number) => ({ count: 1, mean: value, squares: 0 });

/** Largest error of merged squares: each mean is off by a few ulps of the largest value, and every term is positive. */
function mergeBound(values: readonly number[]): number {
  const largest = Math.max(...values.map(Math.abs));
  const spread = Math.max(...values) - Math.min(...values) + 8 * ULP * largest;
  return 8 * ULP * values.length * (spread * spread + spread * largest * values.length);
}

test('merging single values gives the exact moments within the rounding of the means', () => {
  fc.assert(
    fc.property(sample, offset, (values, shift) => {
      const shifted = values.map((value) => value + shift);
      const found = mergeAll(shifted.map(one));
      const exact = exactSample(shifted);
      expect(found.count).toBe(values.length);
      const largest = Math.max(...shifted.map(Math.abs));
      expect(Math.abs(found.mean - exact.mean)).toBeLessThanOrEqual(4 * values.length * ULP * largest);
      expect(Math.abs(found.squares - exact.squares)).toBeLessThanOrEqual(mergeBound(shifted));
    }),
  );
});

test('merging is associative and commutative within the rounding of the means', () => {
  fc.assert(
    fc.property(sample, sample, sample, (a, b, c) => {
      const [x, y, z] = [a, b, c].map((values) => mergeAll(values.map(one))) as [never, never, never];
      const bound = mergeBound([...a, ...b, ...c]);
      const left = mergeMoments(mergeMoments(x, y), z);
      const right = mergeMoments(x, mergeMoments(y, z));
      const turned = mergeMoments(z, mergeMoments(y, x));
      for (const other of [right, turned]) {
        expect(other.count).toBe(left.count);
        expect(Math.abs(other.squares - left.squares)).toBeLessThanOrEqual(bound);
      }
    }),
  );
});

test('an empty sample changes no bit of what it is merged with', () => {
  const some = { count: 3, mean: 0.1, squares: 0.3 };
  expect(mergeMoments(NO_MOMENTS, some)).toBe(some);
  expect(mergeMoments(some, NO_MOMENTS)).toBe(some);
  expect(mergeAll([])).toEqual(NO_MOMENTS);
});

test('the variance divides by one less than the count, and there is none below two values', () => {
  expect(sampleVariance({ count: 5, mean: 0, squares: 8 })).toBe(2);
  expect(sampleVariance({ count: 1, mean: 0, squares: 0 })).toBeNull();
  expect(sampleVariance(NO_MOMENTS)).toBeNull();
});
