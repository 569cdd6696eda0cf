import { describe, expect, it } from 'vitest';
import { growthOf } from '../../src/formula/analysis/growth.ts';
import { localOrders } from '../../src/formula/analysis/local-order.ts';
import { shiftFormula } from '../../src/formula/algebra/linear-form.ts';
import { parityOf } from '../../src/formula/analysis/parity.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { simplify } from '../../src/formula/simplify.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import type { Node } from '../../src/formula/tree/tree.ts';

function tree(formula: string): Node {
  return simplify(parseFormula(formula));
}

/** Rate c of log|value| ~ c·z² towards +infinity: a number and whether it is attained, or what else is known. */
function rate(formula: string): readonly [number, boolean] | string {
  const growth = growthOf(tree(formula), 1);
  return growth.kind === 'exponential' ? [growth.square, growth.exact > 0] : growth.kind;
}

describe('growth at infinity', () => {
  it.each([
    ['exp(0.3*z^2)', [0.3, true]],
    ['exp(-z^2)', [-1, true]],
    ['z^5*exp(0.1*z^2 - 3*z)', [0.1, true]],
    ['exp(z^2) + exp(2*z^2)', [2, true]],
    ['exp(z^2) - exp(z^2 + z)', [1, true]],
    ['exp(z^2 + z) - exp((z + 0.5)^2)', [1, false]],
    ['exp(z^2)*exp(-0.5*z^2)', [0.5, true]],
    ['exp(z^2)/exp(0.25*z^2)', [0.75, true]],
    ['exp(z^2)^2', [2, true]],
    ['sqrt(exp(z^2))', [0.5, true]],
    ['sin(z)*exp(z^2)', [1, true]],
    ['sinh(z^2)', [1, true]],
    ['2^(z^2)', [0.6931471805599453, true]],
    ['exp(z)', [0, true]],
    ['(1 - erf(z))*exp(z^2)', [1, false]],
    ['exp((z - 1)*(z + 2)/4)', [0.25, true]],
    ['exp(abs(z)^1.5)', [0, true]],
    ['z^3 - z', 'power'],
    ['z^2', 'limit'],
    ['tanh(z)', 'limit'],
    ['log(1 + exp(z^2))', 'limit'],
    ['clip(exp(z^2), -1, 1)', 'limit'],
    ['step(-z)*exp(z^2)', 'vanishing'],
    ['exp(z^3)', 'super'],
    ['exp(exp(z))', 'super'],
    ['exp(-exp(z))', 'vanishing'],
    ['tan(z)', 'unknown'],
    ['z^z', [0, true]],
  ] as const)('of %s is %j', (formula, expected) => {
    expect(rate(formula)).toEqual(expected);
  });

  it('looks both ways', () => {
    expect(growthOf(tree('exp(z^3)'), -1).kind).toBe('vanishing');
    expect(growthOf(tree('exp(z*abs(z))'), -1).kind).not.toBe('super');
    expect(growthOf(tree('max(exp(z^2), z)*step(z)'), -1).kind).toBe('vanishing');
  });

  it('never claims a rate below what the values show', () => {
    for (const formula of [
      'exp(0.3*z^2)',
      'cosh(z)*exp(0.1*z^2)',
      'exp(z^2)/cosh(z^2)',
      'normcdf(-z)*exp(0.6*z^2)',
      'exp(-z^2) + 1',
      'z^4*sigmoid(z)',
      'softplus(z^2)',
      'exp(z^2) - exp(z^2)*tanh(z)',
    ]) {
      const growth = growthOf(tree(formula), 1);
      const claimed =
        growth.kind === 'exponential'
          ? growth.square
          : growth.kind === 'limit' || growth.kind === 'power'
            ? 0
            : growth.kind === 'vanishing'
              ? -Infinity
              : Infinity;
      const z = 18;
      const shown = Math.log(Math.abs(evaluate(tree(formula), z))) / (z * z);
      expect(shown, formula).toBeLessThan(claimed + 0.06);
    }
  });
});

/** Order next to 0 on the right. */
function order(formula: string, side: 1 | -1 = 1): number | string {
  const found = localOrders([tree(formula)], 0, side * 1e-9)[0]!;
  return found.exact ? found.order : `at least ${found.order}`;
}

describe('orders at singular points', () => {
  it.each([
    ['z', 1],
    ['abs(z)^0.3', 0.3],
    ['0.3*abs(z)^-0.7*sign(z)', -0.7],
    ['2/z', -1],
    ['1/z^2', -2],
    ['sin(z)/z', 0],
    ['z*sin(3*z)', 2],
    ['sqrt(abs(sin(z)))', 0.5],
    ['1 + 1/sqrt(abs(z))', -0.5],
    ['abs(z)^0.5*(1 + z)', 0.5],
    ['exp(z)*abs(z)^-0.25', -0.25],
    ['step(z)*abs(z)^-0.3', -0.3],
    ['step(-z)*abs(z)^-0.3', Infinity],
    ['1/z - 1/z^2', -2],
    ['1/z - cos(z)/z', 'at least -1'],
    ['exp(1/z)', -Infinity],
    ['exp(-1/z)', Infinity],
  ] as const)('of %s is %s', (formula, expected) => {
    expect(order(formula)).toBe(expected);
  });

  it('differ by side', () => {
    expect(order('step(z)*abs(z)^-0.3', -1)).toBe(Infinity);
    expect(order('max(z, 0)^-0.5', 1)).toBe(-0.5);
  });

  it('know logarithms', () => {
    expect(localOrders([tree('log(z^2)')], 0, 1e-9)[0]).toEqual({ order: 0, exact: true, logarithmic: true });
    expect(localOrders([tree('log(abs(z))^2/z')], 0, 1e-9)[0]).toMatchObject({
      order: -1,
      logarithmic: true,
    });
  });

  it('are found at points other than 0 after a shift', () => {
    const shifted = simplify(shiftFormula(tree('abs(2*z - 0.6)^0.3/(z - 0.3)'), 0.3));
    expect(localOrders([shifted], 0, 1e-9)[0]).toMatchObject({ order: -0.7, exact: true });
  });
});

describe('shifting to a point', () => {
  it('loses no digits next to it', () => {
    const shifted = shiftFormula(parseFormula('(z - 0.3)^2 + (10*z - 3)'), 0.3);
    // (z − 0.3)² + 10(z − 0.3), at a distance that z itself could not hold
    expect(evaluate(shifted, 1e-30)).toBeCloseTo(1e-29, 43);
    expect(evaluate(shiftFormula(tree('log(abs(3*z - 0.9))'), 0.3), 1e-200)).toBeCloseTo(
      Math.log(3) - 200 * Math.LN10,
      10,
    );
  });
});

describe('parity', () => {
  it.each([
    ['z^2 + cos(z)', 'even'],
    ['z^3 - sin(z)', 'odd'],
    ['z*abs(z)', 'odd'],
    ['exp(-z^2)/(1 + z^2)', 'even'],
    ['log(z^2)', 'even'],
    ['exp(z)', 'none'],
    ['z + z^2', 'none'],
    ['floor(z)', 'none'],
    ['5', 'even'],
  ] as const)('of %s is %s', (formula, expected) => {
    expect(parityOf(tree(formula))).toBe(expected);
  });
});
