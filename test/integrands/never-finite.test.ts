import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { isNeverFinite } from '../../src/formula/analysis/never-finite.ts';
import { bindParameters } from '../../src/formula/parameters.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { createPicker, randomFormula } from '../truth/line/random-formula.ts';

test.each([
  '1/0*z',
  'z/0',
  '0/0',
  'z + log(-1)',
  'log(-2 - z^2)',
  'sqrt(-1 - abs(z))',
  'log1p(-2 - z^2)',
  'sin(1/0)*z',
  'cos(z) - exp(1e4)',
  '(-1 - z^2)^0.5',
  'max(1/0, z/0)',
  'sqrt(z^2/0)',
  'mod(z, 0)',
])('regression: %s is never finite', (formula) => {
  expect(isNeverFinite(compileIntegrand(formula, {}).value)).toBe(true);
});

test.each([
  'z',
  '1/z',
  'exp(-1/0)*z',
  'tanh(z/0)',
  'min(z, 1/0)',
  'z/(1/0)',
  'log(z - 1e9)',
  'sqrt(-z)',
  'clip(z/0, -1, 1)',
  'step(z/0)',
  'exp(exp(z))',
])('%s is finite somewhere, or may be', (formula) => {
  expect(isNeverFinite(compileIntegrand(formula, {}).value)).toBe(false);
});

test('a value of a parameter decides', () => {
  expect(isNeverFinite(compileIntegrand('z/k', { k: 0 }).value)).toBe(true);
  expect(isNeverFinite(compileIntegrand('z/k', { k: 1 }).value)).toBe(false);
  for (const { formula, parameters } of catalogue)
    expect(isNeverFinite(compileIntegrand(formula, parameters).value)).toBe(false);
});

test('what is called never finite has no finite value at any of many points', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('', '/0', '*log(-1)', ' + 1/0', '^0.5'), (seed, end) => {
      const formula = `(${randomFormula(createPicker(seed), 3)})${end}`;
      if (!isNeverFinite(compileIntegrand(formula, {}).value)) return;
      found += 1;
      const at = evaluator(bindParameters(parseFormula(formula), {}));
      for (const z of [-1e6, -37.5, -2, -1, -0.3, 0, 1e-9, 0.7, 1, 3, 41, 1e5])
        expect(Number.isFinite(at(z))).toBe(false);
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(100);
});
