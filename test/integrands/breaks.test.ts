import { describe, expect, it } from 'vitest';
import { findBreaks, type Break } from '../../src/formula/analysis/breaks.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';

function breaks(formula: string, lo: number, hi: number): readonly Break[] {
  const found = findBreaks(compileIntegrand(formula, {}), lo, hi);
  if (found.kind === 'too-many') throw new Error('too many');
  return found.breaks;
}

function kinds(formula: string, lo = -3, hi = 3): readonly (readonly [number, string])[] {
  return breaks(formula, lo, hi).map(({ z, kind }) => [z, kind] as const);
}

describe('kinks, jumps and singular points', () => {
  it.each([
    ['z^2', []],
    ['abs(z)', [[0, 'kink']]],
    ['max(z, 0)', [[0, 'kink']]],
    [
      'clip(z, -1, 1)',
      [
        [-1, 'kink'],
        [1, 'kink'],
      ],
    ],
    ['abs(z^2)', [[0, 'kink']]],
    [
      'abs((z - 1)*(z + 2))',
      [
        [-2, 'kink'],
        [1, 'kink'],
      ],
    ],
    [
      'min(z^2, 1)',
      [
        [-1, 'kink'],
        [1, 'kink'],
      ],
    ],
    ['step(z)', [[0, 'jump']]],
    ['z*step(z)', [[0, 'kink']]],
    [
      'step(z^2 - 1)',
      [
        [-1, 'jump'],
        [1, 'jump'],
      ],
    ],
    ['step(exp(z) - 1)', [[0, 'jump']]],
    [
      'abs(abs(z) - 2)',
      [
        [-2, 'kink'],
        [0, 'kink'],
        [2, 'kink'],
      ],
    ],
    [
      'mod(z, 2)',
      [
        [-2, 'jump'],
        [0, 'jump'],
        [2, 'jump'],
      ],
    ],
    ['abs(mod(z, 2) - 1)', [-3, -2, -1, 0, 1, 2, 3].map((z) => [z, 'kink'])],
    ['log(z^2)', [[0, 'singular']]],
    ['abs(z - 0.3)^1.5', [[0.3, 'singular']]],
    ['1/(z - 2)', [[2, 'singular']]],
    ['sqrt(1 + cos(z))', []],
    ['1/(1 + z^2)', []],
  ] as const)('of %s are found', (formula, expected) => {
    expect(kinds(formula)).toEqual(expected);
  });

  it('of tan are its poles', () => {
    expect(kinds('tan(z)').map(([z]) => Math.abs(Math.abs(z) - Math.PI / 2) < 1e-15)).toEqual([true, true]);
  });

  it('are found to rounding when they have no closed form', () => {
    const found = breaks('abs(sin(3*z) - 0.2)', -3, 3);
    const base = Math.asin(0.2) / 3;
    const expected = [];
    for (let k = -4; k <= 4; k++)
      expected.push(base + (2 * Math.PI * k) / 3, Math.PI / 3 - base + (2 * Math.PI * k) / 3);
    const inside = expected.filter((z) => Math.abs(z) <= 3).sort((a, b) => a - b);
    expect(found.length).toBe(inside.length);
    found.forEach(({ z, kind }, i) => {
      expect(kind).toBe('kink');
      expect(Math.abs(z - inside[i]!)).toBeLessThan(2e-15);
    });
  });

  it('have the height of the jump', () => {
    expect(breaks('floor(z)*z', 0.5, 3.5).map(({ height }) => height)).toEqual([1, 2, 3]);
    expect(breaks('3*sign(z - 1)', 0, 2).map(({ height }) => height)).toEqual([6]);
    expect(breaks('step(sin(20*z))', 0.01, 0.4).map(({ height }) => height)).toEqual([-1, 1]);
    expect(breaks('step(z) + log(1 + abs(z))', -1, 1).map(({ height }) => height)).toEqual([1]);
  });

  it('are not lost at the ends of the range', () => {
    expect(breaks('step(z)', 0, 1)).toMatchObject([{ z: 0, kind: 'jump', height: 1 }]);
    expect(breaks('step(z)', -1, 0)).toMatchObject([{ z: 0, kind: 'jump', height: 1 }]);
  });

  it('are all found when there are thousands, and refused beyond 50,000', () => {
    const many = breaks('step(sin(20*z))', -500, 500);
    expect(many.length).toBe(2 * Math.floor((500 * 20) / Math.PI) + 1);
    many.forEach(({ z }, i) => {
      const k = i - (many.length - 1) / 2;
      expect(Math.abs(z - (k * Math.PI) / 20)).toBeLessThan(1e-12);
    });
    expect(findBreaks(compileIntegrand('floor(1000*z)', {}), -500, 500)).toEqual({
      kind: 'too-many',
      limit: 50_000,
    });
  });

  it('tell a double root from two and from none', () => {
    // |cos z + 1| is smooth where it touches 0; its square root is not.
    expect(kinds('abs(cos(z) + 1)', 3, 3.3).length).toBe(0);
    expect(kinds('sqrt(cos(z) + 1)', 3, 3.3).map(([z]) => Math.abs(z - Math.PI) < 1e-15)).toEqual([true]);
    expect(kinds('abs(cos(z) + 1 - 1e-10)', 3, 3.3).length).toBe(2);
    expect(kinds('abs(cos(z) + 1 + 1e-10)', 3, 3.3).length).toBe(0);
  });
});
