import { describe, expect, test } from 'vitest';
import { compileCoordinates } from '../../src/integrands/coordinates.ts';
import { bindParameters } from '../../src/formula/parameters.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { simplify } from '../../src/formula/simplify.ts';
import { isTame } from '../../src/formula/analysis/tame.ts';

const tame = (formula: string): boolean => isTame(simplify(bindParameters(parseFormula(formula), {})));

describe('functions whose moments all exist, without jumps', () => {
  test.each([
    '3',
    'z',
    'z^7 - 2*z*sin(z)',
    'exp(-z^2)*z',
    'exp(sin(z)) + cosh(tanh(z))',
    'sqrt(z^2)',
    'sqrt(1 + z^4)',
    'sqrt(2 + abs(z))',
    'log(1 + z^2)',
    'log1p(z^2)',
    '(1 + z^2)^-1.5',
    'abs(z)^2.5',
    '1/(2 + cos(z))',
    'max(z, 0) + min(z, 1)^3 - clip(z, -1, 1)',
    'softplus(z) - normcdf(z)*erf(z)',
  ])('%s', (formula) => expect(tame(formula)).toBe(true));
});

describe('functions that may jump, or whose moments may not exist', () => {
  test.each([
    'exp(z)',
    'exp(z^2)',
    'cosh(z)',
    'sqrt(z)',
    'sqrt(abs(z))',
    'sqrt(max(z, 0))',
    'abs(z)^0.5',
    'abs(z)^-0.3',
    'z^-1',
    'z^0.5',
    '2^z',
    '1/z',
    'log(z^2)',
    'log(abs(z))',
    'log1p(z)',
    'tan(z)',
    'step(z)',
    'floor(z)*z',
    'mod(z, 2)',
    'sign(z)*z',
  ])('%s', (formula) => expect(tame(formula)).toBe(false));
});

test('formulas of coordinates are judged by the bounds of their totals', () => {
  const of = (formula: string): boolean => compileCoordinates(formula, {}, 10).isTame();
  expect(of('exp(-sum(z^2))*sum(z)')).toBe(true);
  expect(of('sqrt(sum(z^2))')).toBe(true);
  expect(of('-20*exp(-0.2*sqrt(mean(z^2))) - exp(mean(cos(2*pi*z)))')).toBe(true);
  // Neither is bounded from above, though the exponent is so for a single coordinate.
  expect(of('exp(sum(z) - sum(z^2)/4)')).toBe(false);
  expect(of('exp(sum(z))')).toBe(false);
  expect(of('1/(1 + sum(z))')).toBe(false);
});
