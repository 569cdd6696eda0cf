import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GradvarError } from '../../src/errors.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { formulaParameters } from '../../src/formula/parameters.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { printFormula } from '../../src/formula/print.ts';
import { effort } from '../fixtures/effort.ts';

/** Compiles with 1.5 for every parameter; milliseconds of the processor, and the error if there is one. */
function attempt(text: string): { readonly milliseconds: number; readonly error: unknown } {
  const start = process.cpuUsage();
  let error: unknown = null;
  try {
    const parameters = formulaParameters(parseFormula(text)).map((name) => [name, 1.5] as const);
    compileIntegrand(text, Object.fromEntries(parameters));
  } catch (caught) {
    error = caught;
  }
  return { milliseconds: process.cpuUsage(start).user / 1000, error };
}

/** Longest time a formula may take, with room for a busy machine. */
const PATIENCE = 2000;

const WORDS = [
  ...[
    'z',
    'pi',
    'e',
    'k',
    'sin(',
    'min(',
    'clip(',
    'mod',
    'log(',
    'abs(',
    'select(',
    '(',
    ')',
    ')',
    ',',
    ' ',
    '\n',
  ],
  ...[
    '+',
    '-',
    '*',
    '/',
    '^',
    '**',
    '1',
    '0',
    '.5',
    '1e-3',
    '1e308',
    '1e999',
    '2.',
    '²',
    '−',
    '\u0000',
    '😀',
    '"',
    '\\',
  ],
];

test('any text is compiled or refused with a formula error, and soon', () => {
  const garbage = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 120 }).map((words) => words.join('')),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 20 }).map((words) => words.join('')),
  );
  fc.assert(
    fc.property(garbage, (text) => {
      const { milliseconds, error } = attempt(text);
      if (error !== null) {
        expect(error).toBeInstanceOf(GradvarError);
        expect(error).toMatchObject({ code: 'FORMULA_INVALID', exitCode: 2 });
        expect((error as Error).message.length).toBeLessThan(500);
      }
      expect(milliseconds).toBeLessThan(PATIENCE);
    }),
    { numRuns: effort(500, 2500), seed: 7 },
  );
});

/** The hardest that 2,000 characters, 100 levels and 1,000 nodes allow. */
const nest = (open: string, inside: string, close: string, levels: number) =>
  open.repeat(levels) + inside + close.repeat(levels);
const HARD: readonly (readonly [string, string])[] = [
  ['a tower of sines', nest('sin(', 'z', ')', 100)],
  ['a tower of powers', Array.from({ length: 101 }, () => 'z').join('^')],
  ['a tower of powers to the left', nest('(', 'z', '^z)', 99)],
  ['a tower of growing bases', nest('(1+z)^(', 'z', ')', 50)],
  ['a product of sines', Array.from({ length: 150 }, (_, k) => `sin(z+${k})`).join('*')],
  ['a product of sums', Array.from({ length: 140 }, (_, k) => `(z+${k}^.5)`).join('*')],
  ['a long sum', Array.from({ length: 190 }, (_, k) => `sin(${k}*z)`).join('+')],
  ['a long chain of quotients', Array.from({ length: 150 }, (_, k) => `cos(z+${k})`).join('/')],
  ['nested products', nest('z*sin(', 'z', ')', 100)],
  ['nested quotients', nest('1/(1+', 'z', ')', 100)],
  ['nested sigmoids of products', nest('z*sigmoid(', 'z', ')', 99)],
  ['nested minima', nest('min(z^2,', 'z', '+1)', 99)],
  ['nested clips', nest('clip(', 'z', ',-z,z)', 99)],
  ['nested mods', nest('mod(', 'z', ',1+z)', 99)],
  ['nested normal densities', nest('normpdf(z*', 'z', ')', 99)],
  ['many minus signs', `${'-'.repeat(100)}z`],
  ['five hundred factors', Array.from({ length: 500 }, () => 'z').join('*')],
  ['five hundred terms', Array.from({ length: 249 }, (_, k) => `z^${k % 90}`).join('+')],
  ['huge whole powers', 'z^1e300 + z^-1e300 + (1+z)^9007199254740993'],
];

test.each(HARD)('%s is compiled or refused, and soon', (_, text) => {
  expect(text.length).toBeLessThanOrEqual(2000);
  const { milliseconds, error } = attempt(text);
  if (error !== null) expect(error).toMatchObject({ code: 'FORMULA_INVALID' });
  expect(milliseconds).toBeLessThan(PATIENCE);
});

test('what is compiled can be printed and sent to a worker', () => {
  const integrand = compileIntegrand(nest('z*sin(', 'z', ')', 20), {});
  expect(structuredClone(integrand.program)).toEqual(integrand.program);
  expect(printFormula(integrand.derivative).length).toBeGreaterThan(100);
});
