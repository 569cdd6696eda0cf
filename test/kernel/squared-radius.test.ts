import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { log } from '../../src/elementary/log.ts';
import { squaredRadius } from '../../workers/kernel/reference/squared-radius.ts';
import { effort } from '../fixtures/effort.ts';

/** n·2^-53: what radiusUniform gives, n from 1 to 2^53. Small numbers and those near 1 as often as others. */
const uniform = fc
  .oneof(
    fc.bigInt({ min: 1n, max: 1n << 53n }),
    fc.bigInt({ min: 0n, max: 53n }).map((bit) => 1n << bit),
    fc
      .tuple(fc.bigInt({ min: 1n, max: 1n << 40n }), fc.boolean())
      .map(([n, top]) => (top ? (1n << 53n) - n : n)),
    // Where the mantissa passes sqrt(1/2) and s is largest.
    fc.bigInt({ min: -(1n << 20n), max: 1n << 20n }).map((n) => 6369051672525772n + n),
  )
  .map((n) => Number(n) / 9007199254740992);

describe('squaredRadius', () => {
  test('is −log u within 5 ulp, wherever u lies', () => {
    let worst = 0;
    fc.assert(
      fc.property(uniform, (u) => {
        const exact = -log(u); // below 1 ulp
        const error = Math.abs(squaredRadius(u) - exact) / (exact * Number.EPSILON);
        if (u < 1) worst = Math.max(worst, error);
        else expect(Math.abs(squaredRadius(u))).toBe(0);
      }),
      { seed: 1, numRuns: effort(30_000, 200_000) },
    );
    expect(worst).toBeLessThan(5);
    // Of its own: interpolation errs by 2^-50.4, so that 1 ulp would be too good to be true.
    expect(worst).toBeGreaterThan(1);
  });

  test('ends at 53 ln 2, which ends the tail', () => {
    expect(squaredRadius(1.1102230246251565e-16)).toBeCloseTo(36.7368005696771, 12);
  });
});
