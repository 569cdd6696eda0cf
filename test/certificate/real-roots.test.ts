import fc from 'fast-check';
import { expect, it } from 'vitest';
import { multiply, valueAt, type Polynomial } from '../../src/certificate/polynomial.ts';
import {
  add,
  approximate,
  divide,
  isBelow,
  multiply as times,
  negate,
  ONE,
  rational,
  subtract,
} from '../../src/certificate/rational.ts';
import { countRoots, signChanges, signIn } from '../../src/certificate/real-roots.ts';

/** Product of (z − root)^power over quarters, and of z² + 1: roots are known by construction. */
interface Built {
  readonly polynomial: Polynomial;
  readonly roots: readonly (readonly [root: number, power: number])[];
}

const built: fc.Arbitrary<Built> = fc
  .record({
    roots: fc.uniqueArray(fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: 1, max: 3 })), {
      maxLength: 4,
      selector: ([root]) => root,
    }),
    scale: fc.constantFrom(1, -1, 0.1, -3),
    withComplex: fc.boolean(),
  })
  .map(({ roots, scale, withComplex }) => {
    let polynomial: Polynomial = [rational(scale)];
    if (withComplex) polynomial = multiply(polynomial, [ONE, rational(0), ONE]);
    for (const [quarter, power] of roots)
      for (let i = 0; i < power; i++) polynomial = multiply(polynomial, [rational(-quarter / 4), ONE]);
    return { polynomial, roots: roots.map(([quarter, power]) => [quarter / 4, power] as const) };
  });

const ends = fc.tuple(fc.integer({ min: -13, max: 13 }), fc.integer({ min: 1, max: 20 }));

it('Sturm chains count the roots of odd power in open intervals, their ends roots or not', () => {
  fc.assert(
    fc.property(built, ends, ({ polynomial, roots }, [from, width]) => {
      const [low, high] = [from / 4, (from + width) / 4];
      const odd = roots.filter(([, power]) => power % 2 === 1).map(([root]) => root);
      const changes = signChanges(polynomial);
      const span = { from: rational(low), to: rational(high) };
      expect(countRoots(changes, span)).toBe(odd.filter((root) => root > low && root < high).length);
      expect(countRoots(changes, { from: null, to: null })).toBe(odd.length);
      expect(countRoots(changes, { from: rational(low), to: null })).toBe(
        odd.filter((root) => root > low).length,
      );
    }),
  );
});

it('the sign of a polynomial in an interval is that of its values there, or it changes', () => {
  fc.assert(
    fc.property(built, ends, ({ polynomial }, [from, width]) => {
      const [low, high] = [from / 4, (from + width) / 4];
      const sign = signIn(polynomial, { from: rational(low), to: rational(high) });
      const values = Array.from({ length: 64 }, (_, i) =>
        approximate(valueAt(polynomial, rational(low + (high - low) * ((i + 0.5) / 64)))),
      );
      const signs = new Set(values.map(Math.sign).filter((each) => each !== 0));
      expect(sign === null ? signs.size : sign).toBe(sign === null ? 2 : [...signs][0]);
    }),
  );
});

it('rational arithmetic is exact: doubles keep every bit, and 0.1 + 0.2 is not 0.3', () => {
  const sum = add(rational(0.1), rational(0.2));
  expect(isBelow(rational(0.3), sum)).toBe(true);
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 1e-30, max: 1e30, noNaN: true }),
      (x, y) => {
        const [a, b] = [rational(x), rational(y)];
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(times(divide(a, b), b)).toEqual(a);
        expect(isBelow(a, negate(b))).toBe(x < -y);
      },
    ),
  );
});

it('what is no finite number is refused', () => {
  for (const x of [NaN, Infinity, -Infinity]) expect(() => rational(x)).toThrow(RangeError);
});
