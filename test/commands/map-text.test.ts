import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  textMapLegend,
  mapLines,
  type TextCell,
  type StrengthMap,
} from '../../src/commands/terminal/map-text.ts';

const PAIR = ['score', 'pathwise'] as const;
const textOf = (lines: readonly (readonly { readonly text: string }[])[]) =>
  lines.map((line) => line.map(({ text }) => text).join(''));

function mapOf(cells: readonly TextCell[], label = 'r'): StrengthMap {
  const values = cells.map((_, i) => i + 1);
  return { title: 'd/dmu', estimators: PAIR, axis: { name: 'sigma', values }, rows: [{ label, cells }] };
}

test('a map has a character for each value: who is less noisy, and how clearly', () => {
  const cells: readonly TextCell[] = [0, 0.1, 0.11, 1, 1.5, 10, Infinity, 'biased', 'unknown'];
  expect(textOf(mapLines(mapOf(cells), 12))).toEqual(['d/dmu', 'r  SSs=pPPb?', '   1   5   9  sigma']);
  const tones = mapLines(mapOf(cells), 12)[1]!.map(({ tone }) => tone);
  expect(tones.slice(1, 8)).toEqual([
    'first-clearly',
    'first-clearly',
    'first',
    'even',
    'second',
    'second-clearly',
    'second-clearly',
  ]);
});

test('no line of a row is wider than the terminal, and the ends are always there', () => {
  const cells = fc.array(fc.constantFrom<TextCell>(0.01, 2, 1), { minLength: 2, maxLength: 300 });
  fc.assert(
    fc.property(
      cells,
      fc.integer({ min: 60, max: 200 }),
      fc.string({ maxLength: 50 }),
      (all, width, label) => {
        const [, row] = textOf(mapLines(mapOf(all, label), width));
        expect(row!.length).toBeLessThanOrEqual(width);
        const letter = (cell: TextCell) => (cell === 1 ? '=' : cell === 2 ? 'p' : 'S');
        expect(row!.at(-1)).toBe(letter(all.at(-1)!));
      },
    ),
  );
});

test('estimators with one first letter are told apart', () => {
  const legend = textOf(textMapLegend(['score', 'second_order'])).join('\n');
  expect(legend).toContain('X x score less noisy');
  expect(legend).toContain('y Y second_order less noisy');
});
