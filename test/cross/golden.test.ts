import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { findCrossings } from '../../src/cross/find-crossings.ts';
import { pointsAlong, varianceRatio } from '../../src/cross/ratio-along.ts';
import { effort } from '../fixtures/effort.ts';

/** Against scripts/make-crossings-golden.py: 30-digit quadrature and root finding written independently. */
interface GoldenRow {
  readonly formula: string;
  readonly params: string;
  readonly vary: string;
  readonly mu: string;
  readonly sigma: string;
  readonly component: 'mu' | 'sigma';
  readonly from: string;
  readonly to: string;
  readonly crossings: string;
}

const rows = parse<GoldenRow>(readFileSync(new URL('../golden/crossings.csv', import.meta.url)), {
  columns: true,
});

it('the golden table holds all published values', () => {
  const digits = rows.flatMap(({ crossings }) => crossings.split(';').map((each) => Number(each).toFixed(6)));
  for (const published of ['1.063782', '1.297346', '0.869954', '1.002816', '0.117453'])
    expect(digits).toContain(published);
});

it.each(
  rows
    .filter((_, i) => i % effort(3, 1) === 0)
    .map((row) => [`${row.formula} along ${row.vary}, d/d${row.component}`, row] as const),
)('%s: every crossing to 10 digits and within its own error, no other', (_, row) => {
  const parameters = Object.fromEntries(
    row.params === ''
      ? []
      : row.params.split(';').map((each) => [each.split('=')[0]!, Number(each.split('=')[1])]),
  );
  const { formula, vary } = row;
  const points = pointsAlong({ formula, parameters, mu: Number(row.mu), sigma: Number(row.sigma), vary });
  const found = findCrossings(
    (value) => varianceRatio(points(value)[row.component]),
    Number(row.from),
    Number(row.to),
  );
  const wanted = row.crossings.split(';').map(Number);
  expect(found.crossings.map(({ kind }) => kind)).toEqual(wanted.map(() => 'crossing'));
  found.crossings.forEach(({ at, error, below, above }, i) => {
    const off = Math.abs(at - wanted[i]!);
    expect(off).toBeLessThan(1e-10 * Math.abs(at));
    expect(off).toBeLessThanOrEqual(error + 4e-16 * Math.abs(at));
    expect(error).toBeLessThan(1e-11 * Math.abs(at));
    // The ratio itself, a little to both sides.
    const side = (value: number): string => {
      const ratio = varianceRatio(points(value)[row.component]);
      return ratio.kind === 'finite' && ratio.value < 1 ? 'first' : 'second';
    };
    const little = 1e-6 * Math.abs(at);
    expect([below, above]).toEqual([side(at - little), side(at + little)]);
  });
  expect(found.unresolved).toBe(0);
  expect(found.stretches.map(({ kind }) => kind)).toEqual(Array(wanted.length + 1).fill('won'));
});
