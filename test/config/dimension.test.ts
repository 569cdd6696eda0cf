import { describe, expect, it } from 'vitest';
import { planId, planJson } from '../../src/plan/canonical.ts';
import { cells } from '../../src/plan/cells.ts';
import { gridId } from '../../src/plan/grid-id.ts';
import { configText, planOfText, type Key } from './config-text.ts';

const plan = (lines: Partial<Record<Key, string>>) => planOfText(configText(lines));
const over = 'integrands: [{ name: square, over: sum }]';

describe('a plan of one coordinate', () => {
  it('reads as it always has, whatever is said of dimension and coordinates', () => {
    const plain = plan({});
    expect(plain).not.toHaveProperty('dimension');
    const others = [
      { m: 'm: 10\ndimension: 1' },
      { m: 'm: 10\ndimension: [1]', integrands: over },
      { integrands: over },
    ];
    for (const each of others) expect(planJson(plan(each))).toBe(planJson(plain));
    const { integrands } = plan({ integrands: 'integrands: [{ name: x, formula: "mean(z ^ 2)" }]' });
    expect(integrands[0]!.formula).toBe('z^2');
  });

  it('has of a formula in s and q what it is for z', () => {
    const { integrands } = plan({ integrands: 'integrands: [{ name: a, formula: "exp(-q)*s", over: sq }]' });
    expect(integrands[0]!.formula).toBe('exp(-z^2)*z');
  });
});

describe('a plan of several coordinates', () => {
  const several = plan({ integrands: over, m: 'm: [1, 10]\ndimension: [1, 10]' });

  it('has its own id and grid', () => {
    expect(several.dimension).toEqual([1, 10]);
    const plain = plan({ m: 'm: [1, 10]' });
    expect(planId(several)).not.toBe(planId(plain));
    expect(gridId(several)).not.toBe(gridId(plain));
    expect(gridId(several)).not.toBe(gridId({ ...several, dimension: [1, 2] }));
  });

  it('has at dimension 1 the cells of the plain integrand', () => {
    const plain = [...cells(plan({ m: 'm: [1, 10]' }))].map(({ id }) => id);
    const found = [...cells(several)];
    expect(found.filter(({ dimension }) => dimension === 1).map(({ id }) => id)).toEqual(plain);
    expect(found.map(({ formula, dimension, m }) => [formula, dimension, m])).toEqual([
      ['z^2', 1, 1],
      ['z^2', 1, 10],
      ['sum(z^2)', 10, 1],
      ['sum(z^2)', 10, 10],
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(4);
  });

  it('writes every formula in sums and means, canonically', () => {
    const formulas: readonly (readonly [string, string])[] = [
      ['{ name: a, formula: " z ^2+1", over: mean }', 'mean(z^2 + 1)'],
      ['{ name: a, formula: "exp(-q)*s", over: sq }', 'exp(-sum(z^2))*sum(z)'],
      ['{ name: a, formula: "sqrt(sum( z^2 ))" }', 'sqrt(sum(z^2))'],
      ['{ name: cosine, over: mean }', 'mean(cos(k*z))'],
      ['{ name: a, formula: "sum(k*z)/(1 + mean(z))", params: { k: 2 } }', 'sum(k*z)/(1 + mean(z))'],
    ];
    for (const [written, canonical] of formulas) {
      const { integrands } = plan({ integrands: `integrands: [${written}]`, m: 'm: 1\ndimension: 7' });
      expect(integrands[0]!.formula).toBe(canonical);
    }
  });
});
