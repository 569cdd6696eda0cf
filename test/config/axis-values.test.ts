import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisValues } from '../../src/config/axes/axis-values.ts';
import { geometricValues, linearValues } from '../../src/config/axes/spacing.ts';
import { locatedData } from '../../src/config/reading/located.ts';

// Subnormal values have no 15 digits.
const finite = fc
  .double({ noNaN: true, min: -1e150, max: 1e150 })
  .filter((x) => x === 0 || Math.abs(x) > 1e-250);
const positive = fc.double({ noNaN: true, min: 1e-150, max: 1e150 });
const count = fc.integer({ min: 2, max: 60 });

describe('linear values', () => {
  it.each([
    [{ from: 0, to: 1, count: 11 }, '0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1'],
    [{ from: -0.3, to: 0.3, count: 7 }, '-0.3 -0.2 -0.1 0 0.1 0.2 0.3'],
    [{ from: 1, to: 4, count: 4 }, '1 2 3 4'],
    [{ from: 4, to: 1, count: 3 }, '4 2.5 1'],
    [{ from: 0.7, to: 0.7, count: 1 }, '0.7'],
    [{ from: -0, to: -0, count: 1 }, '0'],
  ])('of %j print as %s', (spacing, text) => {
    expect(
      linearValues(spacing)
        .map((value) => (Object.is(value, -0) ? '-0' : String(value)))
        .join(' '),
    ).toBe(text);
  });

  it('start and end exactly, go one way, and are within half a unit of the 15th digit of the exact ones', () => {
    fc.assert(
      fc.property(finite, finite, count, (from, to, n) => {
        const values = linearValues({ from, to, count: n });
        expect(values).toHaveLength(n);
        expect(values[0]).toBe(from === 0 ? 0 : from);
        expect(values.at(-1)).toBe(to === 0 ? 0 : to);
        const span = Math.abs(from) + Math.abs(to);
        for (const [i, value] of values.entries()) {
          const exact = from + (i / (n - 1)) * (to - from);
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(6e-15 * span);
          const inside = i > 0 && i < n - 1;
          if (inside) expect(Number(value.toPrecision(15))).toBe(value);
          if (i > 0)
            expect((value - values[i - 1]!) * Math.sign(to - from)).toBeGreaterThanOrEqual(-1e-14 * span);
        }
      }),
    );
  });
});

describe('geometric values', () => {
  it.each([
    [{ from: 0.1, to: 1000, count: 5 }, '0.1 1 10 100 1000'],
    [{ from: 1, to: 1000000, count: 7 }, '1 10 100 1000 10000 100000 1000000'],
    [{ from: 4, to: 0.25, count: 5 }, '4 2 1 0.5 0.25'],
    [{ from: 3, to: 3, count: 1 }, '3'],
  ])('of %j print as %s', (spacing, text) => {
    expect(geometricValues(spacing).join(' ')).toBe(text);
  });

  it('over whole decades are the powers of ten themselves', () => {
    for (let low = -12; low <= 12; low += 1) {
      for (let high = low + 1; high <= 12; high += 1) {
        const values = geometricValues({
          from: Number(`1e${low}`),
          to: Number(`1e${high}`),
          count: high - low + 1,
        });
        const powers = Array.from({ length: high - low + 1 }, (_, i) => Number(`1e${low + i}`));
        expect(values).toEqual(powers);
      }
    }
  });

  it('start and end exactly, and neighbors have the same quotient', () => {
    fc.assert(
      fc.property(positive, positive, count, (from, to, n) => {
        const values = geometricValues({ from, to, count: n });
        expect(values[0]).toBe(from);
        expect(values.at(-1)).toBe(to);
        for (let i = 2; i < n; i += 1) {
          const [a, b, c] = values.slice(i - 2, i + 1) as [number, number, number];
          // Half a 15th digit is at most 5e-15 of a value, and b counts twice; powers and quotients add a few ulp.
          expect(Math.abs(b / a / (c / b) - 1)).toBeLessThan(4 * 5e-15 + 3e-15);
        }
      }),
    );
  });
});

describe('an axis', () => {
  it('keeps the numbers of a list as they are, in their order, and has one zero', () => {
    const list = fc.uniqueArray(
      finite.map((x) => (x === 0 ? 0 : x)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(list, (values) => {
        const written = values.map((value) => (value === 0 ? -0 : value));
        const result = axisValues(written, 'real', locatedData({ mu: written }), ['mu']);
        expect(result).toEqual({ kind: 'valid', value: values });
      }),
    );
  });
});
