import { expect, test } from 'vitest';
import { GradvarError } from '../../src/errors.ts';
import { evaluate, evaluator } from '../../src/formula/evaluate.ts';
import { OPERATIONS } from '../../src/formula/operations/table.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { printFormula } from '../../src/formula/print.ts';

function failure(text: string): GradvarError {
  try {
    parseFormula(text);
  } catch (error) {
    if (error instanceof GradvarError) return error;
    throw error;
  }
  throw new Error(`no error for ${text}`);
}

test.each([
  ['-z^2', 3, -9],
  ['(-z)^2', 3, 9],
  ['2^3^2', 0, 512],
  ['(2^3)^2', 0, 64],
  ['2^-1', 0, 0.5],
  ['2^-2^2', 0, 1 / 16],
  ['-2^-1', 0, -0.5],
  ['10 - 4 - 3', 0, 3],
  ['24/4/3', 0, 2],
  ['24/4*3', 0, 18],
  ['2 + 3*4', 0, 14],
  ['2*-z', 3, -6],
  ['2 - -z', 3, 5],
  ['--z', 3, 3],
  ['-z*2', 3, -6],
  ['7 mod 4', 0, 3],
  ['mod(7, 4)', 0, 3],
  ['-7 mod 4', 0, 1],
  ['1 + 7 mod 4*2', 0, 7],
  ['7 mod (2 + 2)', 0, 3],
  ['mod(7, 4) mod 2', 0, 1],
  ['.5 + 1. + 1e-3 + 2E+2', 0, 201.501],
  ['  z\n+\t1 ', 3, 4],
  ['clip(z, -1, 1)', 3, 1],
  ['2*pi/pi + e/e', 0, 3],
  ['z', 3, 3],
])('%s at z = %d is %d', (text, z, expected) => {
  expect(evaluate(parseFormula(text), z)).toBe(expected);
});

test.each([
  ['sin(3*z', "expected ')' but found end of text", 7, ''],
  ['sin(3*z +', "expected a number, a name or '(' but found end of text", 9, ''],
  ['z + * 2', "found '*'", 4, ''],
  ['2z', "expected an operator but found 'z'", 1, 'write 2*z'],
  ['3 (z + 1)', "expected an operator but found '('", 2, 'write 3*(…)'],
  ['(z)(z)', 'expected an operator', 3, 'write (…)*(…)'],
  ['(z + 1) z', 'expected an operator', 8, 'write (…)*z'],
  ['(2 z)', 'expected an operator', 3, 'write 2*z'],
  ['z(1 + z)', "unknown function 'z'", 0, 'write z*(…)'],
  ['pi(2)', "unknown function 'pi'", 0, 'write pi*(…)'],
  ['z**2', "unexpected '**'", 1, '^'],
  ['z − 1', "unexpected '−'", 2, 'minus of the keyboard'],
  ['z²', "unexpected '²'", 1, '^2'],
  ['2×z', "unexpected '×'", 1, '*'],
  ['π*z', "unexpected 'π'", 0, 'pi'],
  ['|z|', "unexpected '|'", 0, 'abs'],
  ['z > 0', "unexpected '>'", 2, 'step'],
  ['z[1]', "unexpected '['", 1, 'parentheses'],
  ['z; 1', "unexpected character ';'", 1, ''],
  ['z @ 1', "unexpected character '@'", 2, ''],
  ['z + "1"', "unexpected character '\"'", 4, ''],
  ['cosine(z)', "unknown function 'cosine'", 0, 'the functions are'],
  ['tahn(z)', "unknown function 'tahn'", 0, 'did you mean tanh?'],
  ['Sin(z)', "unknown function 'Sin'", 0, 'did you mean sin?'],
  ['1 + ln(z)', "unknown function 'ln'", 4, 'write log(x)'],
  ['relu(z)', "unknown function 'relu'", 0, 'max(x, 0)'],
  ['select(z, 1, 2)', "unknown function 'select'", 0, 'step'],
  ['sech2(z)', "unknown function 'sech2'", 0, 'cosh'],
  ['sin z', "expected '(' after function 'sin' but found 'z'", 4, ''],
  ['sin', "expected '(' after function 'sin' but found end of text", 3, ''],
  ['min(z)', "'min' takes at least 2 arguments, found 1", 0, ''],
  ['sin()', "'sin' takes 1 argument, found 0", 0, ''],
  ['sin(z, 2)', "'sin' takes 1 argument, found 2", 0, ''],
  ['clip(z, 1,)', 'expected a number', 10, ''],
  ['0,5*z', "expected the end of the formula but found ','", 1, ''],
  ['z)', "expected the end of the formula but found ')'", 1, ''],
  ['+z', "found '+'", 0, 'leave the + out'],
  ['0x10*z', 'hexadecimal', 0, ''],
  ['1e400*z', "number '1e400' is too large", 0, ''],
  ['1e-400*z', "number '1e-400' is too small", 0, ''],
  ['1.2.3', "expected an operator but found '.3'", 3, ''],
  ['2e', "expected an operator but found 'e'", 1, 'write 2*e'],
])('%s is refused with its place and a hint', (text, message, column, hint) => {
  const error = failure(text);
  const [sentence, shown, caret] = error.message.split('\n');
  expect(error).toMatchObject({ code: 'FORMULA_INVALID', exitCode: 2 });
  expect(sentence).toContain(message);
  expect(shown).toBe(`  ${text}`);
  expect(caret).toBe(`  ${' '.repeat(column)}^`);
  expect(error.hint).toContain(hint);
});

test('an error message shows the formula with a caret under the place', () => {
  expect(failure('sin(3*z').message).toBe(
    "formula: expected ')' but found end of text\n  sin(3*z\n         ^",
  );
});

test('a long formula is shown in part, the caret still under the place', () => {
  const error = failure(`${'z + '.repeat(100)}?${' + z'.repeat(100)}`);
  const [, shown, caret] = error.message.split('\n');
  expect(shown!.length).toBeLessThan(130);
  expect(shown![caret!.indexOf('^')]).toBe('?');
});

test('line breaks, tabs and control characters do not break the message', () => {
  const error = failure('z\n+\t1 \u0007 \u202E\u0301');
  expect(error.message.split('\n')).toHaveLength(3);
  expect(error.message).not.toMatch(/[\t\u0007\u202E\u0301]/);
});

test.each(['', '   ', '\n'])('an empty formula is refused', (text) => {
  expect(failure(text).message).toContain('empty');
});

test.each([
  ['parentheses', '(', 'z', ')'],
  ['calls', 'sin(', 'z', ')'],
  ['minus signs', '-', 'z', ''],
  ['powers', 'z^', 'z', ''],
])('%s nest 100 levels deep and no deeper', (_, open, middle, close) => {
  const deep = (levels: number) => open.repeat(levels) + middle + close.repeat(levels);
  expect(() => parseFormula(deep(100))).not.toThrow();
  expect(failure(deep(101)).message).toContain('nested more than 100 levels');
});

test('no length of formula overflows the stack', () => {
  for (const piece of ['(', 'sin(', '-', 'z^', 'z+', 'mod(z,', '2*(']) {
    expect(failure(piece.repeat(2000 / piece.length)).code).toBe('FORMULA_INVALID');
  }
  expect(failure('z'.repeat(2001)).message).toContain('2001 characters');
  expect(failure(`z${'+z'.repeat(999)}`).message).toContain('more than 1000');
  expect(() => parseFormula(`z${'+z'.repeat(499)}`)).not.toThrow();
});

test('names that JavaScript knows are parameters like any other', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(parseFormula(name)).toEqual({ kind: 'parameter', name });
    expect(failure(`${name}(z)`).message).toContain('unknown function');
  }
  expect(printFormula(parseFormula('z*constructor'))).toBe('z*constructor');
});

test.each([
  ['gelu', (x: number) => x * OPERATIONS.normcdf.evaluate(x, 0, 0)],
  ['silu', (x: number) => x * OPERATIONS.sigmoid.evaluate(x, 0, 0)],
  ['mish', (x: number) => x * Math.tanh(Math.log1p(Math.exp(x)))],
  ['elu', (x: number) => (x > 0 ? x : Math.expm1(x))],
  ['huber', (x: number) => (Math.abs(x) <= 1 ? (x * x) / 2 : Math.abs(x) - 0.5)],
  ['relu6', (x: number) => Math.min(Math.max(x, 0), 6)],
  ['softsign', (x: number) => x / (1 + Math.abs(x))],
  ['arcsinh', (x: number) => Math.asinh(x)],
] as const)('the hint for %s says what to write for it', (name, value) => {
  const { hint } = failure(`${name}(z)`);
  const written = evaluator(parseFormula(hint.replace('write ', '').replace(/\bx\b/g, 'z')));
  for (const z of [-7.3, -1, -0.4, 0, 0.4, 1, 2.5, 8]) expect(written(z)).toBeCloseTo(value(z), 12);
});

test.each(['where', 'logsumexp'])('%s has a hint', (name) => {
  expect(failure(`${name}(z)`).hint).toMatch(/write (step|logaddexp)\(/);
});

test('min, max and logaddexp take any number of arguments, two at a time', () => {
  for (const name of ['min', 'max', 'logaddexp'])
    expect(printFormula(parseFormula(`${name}(z, 1, 2*z, -3)`))).toBe(
      `${name}(${name}(${name}(z, 1), 2*z), -3)`,
    );
});
