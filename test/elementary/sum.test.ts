import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulate, compensatedSum, emptySum, totalOf } from '../../src/elementary/sum.ts';

/** A double as an integer multiple of 2^-1074. */
function asInteger(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const significand = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? significand : (significand | (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 0n ? size : -size;
}

const size = (i: bigint): bigint => (i < 0n ? -i : i);

describe('compensated sum', () => {
  it('keeps what plain addition loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(compensatedSum([1e16, 1, 1, 1, 1, -1e16])).toBe(4);
    expect(compensatedSum(Array.from({ length: 10_000 }, () => 0.1))).toBe(1000);
  });

  it('is 0 for no values', () => {
    expect(compensatedSum([])).toBe(0);
  });

  it('is the same in one call and value by value', () => {
    const values = [1e10, 1 / 3, -1e10, 1e-10];
    const state = emptySum();
    for (const value of values) accumulate(state, value);
    expect(totalOf(state)).toBe(compensatedSum(values));
  });

  it('leaves infinite and NaN sums as they are', () => {
    expect(compensatedSum([1, Infinity, 1])).toBe(Infinity);
    expect(compensatedSum([-Infinity, 1e300])).toBe(-Infinity);
    expect(compensatedSum([Infinity, -Infinity])).toBe(NaN);
    expect(compensatedSum([NaN, 1])).toBe(NaN);
    expect(compensatedSum([1e308, 1e308])).toBe(Infinity);
  });

  it('is within u·|Σx| + n²u²·Σ|x| of the exact sum, u = 2^-53', () => {
    const value = fc.oneof(
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    const values = fc
      .array(value, { maxLength: 60 })
      // Each value and nearly its opposite: sums that cancel.
      .map((half) => [...half, ...half.map((x) => -x * (1 + 2.220446049250313e-16)), ...half.slice(0, 1)]);
    fc.assert(
      fc.property(values, (all) => {
        const n = BigInt(all.length);
        const exact = all.reduce((sum, x) => sum + asInteger(x), 0n);
        const absolute = all.reduce((sum, x) => sum + size(asInteger(x)), 0n);
        const error = size(asInteger(compensatedSum(all)) - exact);
        // In units of 2^-106, so that everything is whole.
        return error << 106n <= (size(exact) << 53n) + n * n * absolute;
      }),
      { numRuns: 2000, seed: 2026 },
    );
  });
});
