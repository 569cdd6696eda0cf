import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rejectionThreshold, type Correction } from '../../src/statistics/multiple-testing.ts';
import { growingNumbers } from '../../src/statistics/growing-numbers.ts';

/** Benjamini and Hochberg 1995, sect. 4.1: the 15 p-values of their example, at q = 0.05. */
const EXAMPLE = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];

test.each<[Correction, number]>([
  ['bh', 0.0095],
  ['holm', 0.0019],
  ['by', 0.0019],
])('%s rejects in the example of Benjamini and Hochberg up to %d', (correction, threshold) => {
  expect(rejectionThreshold(Float64Array.from(EXAMPLE).reverse(), 0.05, correction)).toBe(threshold);
});

/** The definitions, word by word, in quadratic time. */
function byDefinition(p: readonly number[], q: number, correction: Correction): number {
  const n = p.length;
  const sorted = [...p].sort((a, b) => a - b);
  const harmonic = sorted.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  if (correction === 'holm') {
    const rejected = sorted.filter((_, i) =>
      sorted.slice(0, i + 1).every((other, j) => other <= q / (n - j)),
    );
    return rejected.at(-1) ?? -1;
  }
  const level = correction === 'by' ? q / harmonic : q;
  return sorted.filter((value, i) => value <= ((i + 1) * level) / n).at(-1) ?? -1;
}

test.each<Correction>(['bh', 'by', 'holm'])('%s is what its definition says', (correction) => {
  const p = fc.double({ min: 0, max: 1, noNaN: true }).map((u) => u * u * u);
  fc.assert(
    fc.property(fc.array(p, { maxLength: 30 }), fc.constantFrom(0.01, 0.05, 0.3), (values, q) => {
      const found = rejectionThreshold(Float64Array.from(values), q, correction);
      expect(found).toBeCloseTo(byDefinition(values, q, correction), 12);
    }),
    { numRuns: 2000 },
  );
});

test('a family holds what was added, however long', () => {
  const family = growingNumbers();
  for (let i = 0; i < 5000; i++) family.add(i / 5000);
  expect(family.values()).toHaveLength(5000);
  expect(family.values()[4321]).toBe(4321 / 5000);
});
