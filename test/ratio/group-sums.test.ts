import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupSums } from '../../src/ratio/group-sums.ts';
import { sampleVariance } from '../../src/statistics/moments.ts';
import { normals } from '../statistics/normal-draws.ts';

/** Rows of some columns, and how they are cut into chunks. */
const given = fc.record({
  width: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 2, max: 5000 }),
  cuts: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }),
  far: fc.constantFrom(0, 1e9),
  seed: fc.nat(1000),
});

test('any columns in any chunks: moments of all rows, in at most 512 groups of consecutive rows', () => {
  fc.assert(
    fc.property(given, ({ width, rows, cuts, far, seed }) => {
      const normal = normals(seed);
      const values = Float64Array.from(
        { length: rows * width },
        (_, i) => far + (1 + (i % width)) * normal(),
      );
      const sums = groupSums(width);
      for (let row = 0, i = 0; row < rows; i += 1) {
        const count = Math.min(cuts[i % cuts.length]!, rows - row);
        sums.add(values.subarray(row * width, (row + count) * width));
        row += count;
      }
      for (let j = 0; j < width; j += 1) {
        const { reference, pooled, groups } = sums.column(j);
        const own = Array.from({ length: rows }, (_, i) => values[i * width + j]! - far);
        const mean = own.reduce((sum, x) => sum + x, 0) / rows;
        const variance = own.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (rows - 1);
        expect(pooled.count).toBe(rows);
        expect(reference - far + pooled.mean).toBeCloseTo(mean, far === 0 ? 11 : 6);
        expect(sampleVariance(pooled)! / variance).toBeCloseTo(1, far === 0 ? 12 : 7);
        expect(groups.length).toBeLessThanOrEqual(512);
        expect(groups.length).toBeGreaterThanOrEqual(Math.min(128, Math.floor(rows / 2)));
        let from = 0;
        for (const group of groups) {
          const part = own.slice(from, from + group.count);
          from += group.count;
          const middle = part.reduce((sum, x) => sum + x, 0) / part.length;
          expect(reference - far + group.mean).toBeCloseTo(middle, far === 0 ? 10 : 5);
        }
        expect(from).toBe(rows);
      }
    }),
    { numRuns: 60 },
  );
});

test('as many columns as there may be take no more memory than their groups', () => {
  const sums = groupSums(1 << 16);
  const row = new Float64Array(1 << 16).fill(1);
  for (let i = 0; i < 70; i += 1) sums.add(row.map((_, j) => i * (j + 1)));
  const { pooled, groups } = sums.column(9);
  expect(groups.length).toBeLessThanOrEqual(64);
  expect(sampleVariance(pooled)).toBeCloseTo(100 * ((70 * 71) / 12), 6);
});
