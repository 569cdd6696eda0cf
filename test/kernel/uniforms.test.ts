import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { angle, radiusUniform } from '../../workers/kernel/reference/uniforms.ts';

const half = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.constantFrom(0, 1, 0x7ff, 0x800, 0xfff, 0x1000, 0x80000000, 0xfffff000, 0xffffffff),
);

/** The double whose bits are 0x3ff<<52 | word>>>12. */
function oneToTwo(high: number, low: number): number {
  const word = (BigInt(high) << 32n) | BigInt(low);
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, (0x3ffn << 52n) | (word >> 12n));
  return view.getFloat64(0);
}

describe('radiusUniform', () => {
  test('is (2 − d) − b·2^-53, the form without conversion of 64-bit integers', () => {
    fc.assert(
      fc.property(half, half, (high, low) => {
        const bit = (low >>> 11) & 1;
        expect(radiusUniform(high, low)).toBe(2 - oneToTwo(high, low) - bit * 1.1102230246251565e-16);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  test('reaches from 2^-53 to 1 and never 0', () => {
    expect(radiusUniform(0, 0)).toBe(1);
    expect(radiusUniform(0, 0x7ff)).toBe(1);
    expect(radiusUniform(0xffffffff, 0xffffffff)).toBe(1.1102230246251565e-16);
  });

  test('is the exact integer over 2^53', () => {
    fc.assert(
      fc.property(half, half, (high, low) => {
        const top = ((BigInt(high) << 32n) | BigInt(low)) >> 11n;
        expect(BigInt(radiusUniform(high, low) * 9007199254740992)).toBe((1n << 53n) - top);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});

describe('angle', () => {
  test('is (d − 1.5)·(pi/2)', () => {
    fc.assert(
      fc.property(half, half, (high, low) => {
        expect(angle(high, low)).toBe((oneToTwo(high, low) - 1.5) * 1.5707963267948966);
      }),
      { seed: 6, numRuns: 2000 },
    );
  });

  test('reaches from −pi/4 to just below pi/4 and ignores the low 12 bits', () => {
    expect(angle(0, 0)).toBe(-0.7853981633974483);
    expect(angle(0x80000000, 0)).toBe(0);
    expect(angle(0xffffffff, 0xffffffff)).toBeLessThan(0.7853981633974483);
    expect(angle(0xffffffff, 0xffffffff)).toBe(angle(0xffffffff, 0xfffff000));
  });
});
