import { expect, test } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { bindParameters, formulaParameters } from '../../src/formula/parameters.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { printFormula } from '../../src/formula/print.ts';

const bound = (text: string, parameters: Record<string, number>) =>
  bindParameters(parseFormula(text), parameters);

test('parameters are found once each, sorted by code unit, without z, pi and e', () => {
  expect(formulaParameters(parseFormula('w*z + b*pi + e^a*B + w'))).toEqual(['B', 'a', 'b', 'w']);
  expect(formulaParameters(parseFormula('z'))).toEqual([]);
});

test('a bound tree is a function of z alone', () => {
  const tree = bound('k*z + pi', { k: -2.5 });
  expect(printFormula(tree)).toBe('-2.5*z + 3.141592653589793');
  expect(evaluate(tree, 2)).toBe(-5 + Math.PI);
});

test('e to a power is the exponential function', () => {
  expect(printFormula(bound('e^(k*z)', { k: 2 }))).toBe('exp(2*z)');
  expect(printFormula(bound('e^-z', {}))).toBe('exp(-z)');
});

test.each<[string, Record<string, number>, string, string]>([
  ['k*z', {}, "parameter 'k' has no value", 'the variable is called z'],
  ['k*x', { k: 1 }, "parameter 'x' has no value", 'the variable is called z'],
  ['width*z', { widht: 2 }, "parameter 'widht' does not occur", 'did you mean width?'],
  ['z', { k: 1 }, "parameter 'k' does not occur", 'the formula has no parameters'],
  ['a*z', { a: 1, q: 2 }, "parameter 'q' does not occur", 'its parameters are a'],
  ['z', { z: 1 }, "'z' cannot be a parameter: it is the variable", ''],
  ['pi*z', { pi: 3 }, "'pi' cannot be a parameter", ''],
  ['sin(z)', { sin: 3 }, "'sin' cannot be a parameter", ''],
  ['k*z', { k: Number.NaN }, "parameter 'k' is NaN, expected a finite number", ''],
  ['k*z', { k: Infinity }, "parameter 'k' is Infinity", ''],
  ['toString*z', {}, "parameter 'toString' has no value", ''],
])('%s with %o is refused', (text, parameters, message, hint) => {
  expect(() => bound(text, parameters)).toThrow(
    expect.objectContaining({
      code: 'FORMULA_INVALID',
      exitCode: 2,
      message: expect.stringContaining(message) as string,
      hint: expect.stringContaining(hint) as string,
    }),
  );
});
