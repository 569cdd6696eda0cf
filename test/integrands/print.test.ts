import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFormula } from '../../src/formula/parse.ts';
import { printFormula } from '../../src/formula/print.ts';
import { writtenTrees } from './random-trees.ts';

test('parsing what was printed gives the same tree', () => {
  fc.assert(
    fc.property(writtenTrees, (tree) => {
      expect(parseFormula(printFormula(tree))).toEqual(tree);
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test('no pair of parentheses can be left out of what was printed', () => {
  fc.assert(
    fc.property(writtenTrees, (tree) => {
      const text = printFormula(tree);
      for (const [open, close] of grouping(text)) {
        const without = text.slice(0, open) + ' ' + text.slice(open + 1, close) + ' ' + text.slice(close + 1);
        // A minus after a sign would be legal, but nobody could read it.
        if (text[open + 1] === '-') continue;
        expect(canParseAs(without, text), without).toBe(false);
      }
    }),
    { numRuns: 500, seed: 2 },
  );
});

/** Pairs of parentheses that are not those of a call. */
function grouping(text: string): [number, number][] {
  const opened: number[] = [];
  const pairs: [number, number][] = [];
  Array.from(text).forEach((character, place) => {
    if (character === '(') opened.push(place);
    if (character !== ')') return;
    const open = opened.pop()!;
    if (!/[a-z0-9]/.test(text[open - 1] ?? '')) pairs.push([open, place]);
  });
  return pairs;
}

function canParseAs(text: string, canonical: string): boolean {
  try {
    return printFormula(parseFormula(text)) === canonical;
  } catch {
    return false;
  }
}

test.each([
  ['sin( w * z )+.10*z ^2', 'sin(w*z) + 0.1*z^2'],
  ['(z)', 'z'],
  ['((z+1))*2', '(z + 1)*2'],
  ['z-(1-z)', 'z - (1 - z)'],
  ['(z-1)-z', 'z - 1 - z'],
  ['z/(2*z)', 'z/(2*z)'],
  ['(z/2)*z', 'z/2*z'],
  ['(2^3)^z', '(2^3)^z'],
  ['2^(3^z)', '2^3^z'],
  ['-(z^2)', '-z^2'],
  ['(-z)^2', '(-z)^2'],
  ['z^(-1)', 'z^-1'],
  ['2*(-z)', '2*(-z)'],
  ['2*-z', '2*(-z)'],
  ['-(-z)', '-(-z)'],
  ['-(z*2)', '-(z*2)'],
  ['(-z)*2', '-z*2'],
  ['a mod b', 'mod(a, b)'],
  ['1E3 + 1e21 + 1e-7', '1000 + 1e+21 + 1e-7'],
  ['max( z ,0 )', 'max(z, 0)'],
])('%s is written %s', (text, canonical) => {
  expect(printFormula(parseFormula(text))).toBe(canonical);
  expect(printFormula(parseFormula(canonical))).toBe(canonical);
});
