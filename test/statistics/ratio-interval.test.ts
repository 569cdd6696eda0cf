import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalQuantiles } from '../../src/statistics/interval-quantiles.ts';
import { jackknife } from '../../src/statistics/jackknife.ts';
import { mergeAll } from '../../src/statistics/moments.ts';
import { ratioColumns, ratioInterval, type RatioInterval } from '../../src/statistics/ratio-interval.ts';
import { studentQuantile95 } from '../../src/statistics/student.ts';
import { simulateCell } from './block-sums.ts';
import { proportional, square } from './examples.ts';
import { contributions, normals } from './normal-draws.ts';

const value = fc.double({ min: -50, max: 50, noNaN: true }).map((x) => Math.round(x * 1048576) / 1048576);
/** Groups of unequal size, each a list of pairs (x, y). */
const groups = fc.array(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 }), {
  minLength: 3,
  maxLength: 9,
});
type Groups = readonly (readonly (readonly [number, number])[])[];

function grouped(data: Groups, side: 0 | 1) {
  const parts = data.map((group) =>
    mergeAll(group.map((pair) => ({ count: 1, mean: pair[side], squares: 0 }))),
  );
  return { reference: 0, groups: parts, pooled: mergeAll(parts) };
}

/** log of the ratio of the variances, by two passes over the pairs themselves. */
function logRatio(data: Groups): number {
  const squares = (side: 0 | 1) => {
    const values = data.flat().map((pair) => pair[side]);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  };
  return Math.log(squares(0) / squares(1));
}

const without = (data: Groups, g: number) => data.filter((_, i) => i !== g);
const decent = (data: Groups) => data.every((_, g) => Math.abs(logRatio(without(data, g))) < 5);

function interval(found: RatioInterval) {
  if (found.kind !== 'interval') throw new Error(`no interval: ${found.reason}`);
  return found;
}

test('the standard error is the delete-m jackknife of Busing et al., computed from the data by their formulas', () => {
  fc.assert(
    fc.property(groups.filter(decent), (data) => {
      const n = data.flat().length;
      const whole = logRatio(data);
      const h = data.map((group) => n / group.length);
      const left = data.map((_, g) => logRatio(without(data, g)));
      const estimate = data.length * whole - left.reduce((sum, l, g) => sum + (1 - 1 / h[g]!) * l, 0);
      const pseudo = left.map((l, g) => h[g]! * whole - (h[g]! - 1) * l);
      const variance = pseudo.reduce((sum, p, g) => sum + ((p - estimate) * (p - estimate)) / (h[g]! - 1), 0);
      const expected = Math.sqrt(variance / data.length);
      const { standardError } = jackknife([grouped(data, 0)], [grouped(data, 1)]);
      // Logs of about 5 carry 1e-15, times up to h − 1 in the pseudo-values.
      expect(Math.abs(standardError - expected)).toBeLessThan(1e-13 * n * n);
    }),
  );
});

test('for groups of one size that is the plain jackknife', () => {
  const normal = normals(5);
  const data: Groups = Array.from({ length: 12 }, () =>
    Array.from({ length: 20 }, () => [normal(), normal()] as const),
  );
  const left = data.map((_, g) => logRatio(without(data, g)));
  const mean = left.reduce((sum, l) => sum + l, 0) / 12;
  const plain = Math.sqrt((11 / 12) * left.reduce((sum, l) => sum + (l - mean) * (l - mean), 0));
  expect(jackknife([grouped(data, 0)], [grouped(data, 1)]).standardError).toBeCloseTo(plain, 12);
});

test('turning the pair around inverts the ratio and its interval, and keeps the standard error', () => {
  fc.assert(
    fc.property(groups.filter(decent), fc.double({ min: 0.1, max: 10, noNaN: true }), (data, scale) => {
      const [one, two] = [grouped(data, 0), grouped(data, 1)];
      const there = interval(ratioInterval(one, two, scale));
      const back = interval(ratioInterval(two, one, 1 / scale));
      const same = (a: number, b: number) => expect(Math.abs(a / b - 1)).toBeLessThan(64 * Number.EPSILON);
      same(there.ratio, 1 / back.ratio);
      same(there.low, 1 / back.high);
      same(there.high, 1 / back.low);
      expect(back.standardError).toBe(there.standardError);
    }),
  );
});

test('the ratio is that of the pooled variances times the square of the scale, and lies inside its interval', () => {
  fc.assert(
    fc.property(groups.filter(decent), (data) => {
      const found = interval(ratioInterval(grouped(data, 0), grouped(data, 1), 3));
      expect(found.ratio / (9 * Math.exp(logRatio(data)))).toBeCloseTo(1, 10);
      expect(found.low).toBeLessThan(found.ratio);
      expect(found.high).toBeGreaterThan(found.ratio);
    }),
  );
});

test('quantiles without skewness are those of Student', () => {
  for (const groups of [2, 8, 512]) {
    const { below, above } = intervalQuantiles({ standardError: 1, skewness: 0, kurtosis: 1 }, groups);
    expect(below).toBeCloseTo(studentQuantile95(groups - 1), 13);
    expect(above).toBeCloseTo(below, 13);
  }
});

test('quantiles solve the transformation of Hall, and skewness to the right lengthens the upper side', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 512 }),
      fc.double({ min: -0.98, max: 0.98, noNaN: true }),
      (n, share) => {
        // n values cannot have a skewness above (n − 2)/sqrt(n − 1), nor a kurtosis below 1 + skewness².
        const skewness = share * Math.min(Math.sqrt(n) - 1 / Math.sqrt(n), 15);
        const kurtosis = 1 + skewness * skewness + 0.5;
        const { below, above } = intervalQuantiles({ standardError: 1, skewness, kurtosis }, n);
        const k = skewness / (6 * Math.sqrt(n));
        const bend = (t: number) => t + 2 * k * t * t + (4 / 3) * k * k * t * t * t + k;
        const t = studentQuantile95(Math.max(1, Math.min(n - 1, Math.round((2 * n) / (kurtosis - 1)))));
        expect(bend(below)).toBeCloseTo(t, 9);
        expect(bend(-above)).toBeCloseTo(-t, 9);
        expect(Math.sign(above - below) * Math.sign(skewness)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('few effective degrees of freedom follow from a large kurtosis of the groups', () => {
  const widths = [1, 3, 9, 40].map(
    (kurtosis) => intervalQuantiles({ standardError: 1, skewness: 0, kurtosis }, 64).below,
  );
  expect(widths.map((width) => width.toFixed(6))).toEqual(
    [63, 63, 16, 3].map((degrees) => studentQuantile95(degrees).toFixed(6)),
  );
});

test.each([
  { c: 0.1, sigma: 1, m: 1, trials: 4000 },
  { c: 0.1, sigma: 0.7, m: 1, trials: 4000 },
  { c: -0.3, sigma: 1.7, m: 20, trials: 2000 },
  { c: 0.2, sigma: 1.1, m: 1, trials: 50000 },
  { c: 0.1, sigma: 0.3, m: 2000, trials: 100 },
])(
  'a proportional pair has a tiny interval that covers the exact ratio: $c $sigma $m',
  ({ c, sigma, m, trials }) => {
    const cell = simulateCell(trials, m, contributions(proportional(c, sigma), normals(3)));
    for (const sample of [cell.means, cell.draws]) {
      const found = interval(ratioInterval(sample[0]!, sample[2]!, 1 / sigma));
      const exact = 1 / (4 * c * c * sigma * sigma * sigma * sigma);
      expect(found.low).toBeLessThan(exact);
      expect(found.high).toBeGreaterThan(exact);
      expect(found.high / found.low - 1).toBeLessThan(1e-8);
    }
  },
);

test('two trials give a ratio without an interval, one gives none', () => {
  const two = simulateCell(2, 1, contributions(square, normals(1)));
  const found = ratioInterval(two.means[0]!, two.means[2]!, 1);
  expect(found.kind).toBe('point');
  expect(ratioColumns(found)).toMatchObject({ low: null, high: null });
  expect(ratioColumns(found).ratio).toBeGreaterThan(0);
  const one = simulateCell(1, 5, contributions(square, normals(1)));
  expect(ratioInterval(one.means[0]!, one.means[2]!, 1)).toEqual({ kind: 'none', reason: 'too_few_trials' });
});

test('a variance that one group holds alone gives no interval', () => {
  const data: Groups = Array.from({ length: 8 }, (_, g) => [[g, g === 3 ? 1 : 0] as const, [-g, 0] as const]);
  expect(ratioInterval(grouped(data, 0), grouped(data, 1), 1).kind).toBe('point');
  expect(ratioInterval(grouped(data, 1), grouped(data, 0), 1).kind).toBe('point');
});

test('no variance in the denominator and numbers that overflowed give no ratio', () => {
  const flat: Groups = Array.from({ length: 8 }, (_, g) => [[g, 1] as const, [-g, 1] as const]);
  expect(ratioInterval(grouped(flat, 0), grouped(flat, 1), 1)).toEqual({
    kind: 'none',
    reason: 'zero_variance',
  });
  const wild: Groups = Array.from({ length: 8 }, (_, g) => [[g, 1e200 * g] as const, [-g, 1] as const]);
  expect(ratioInterval(grouped(wild, 1), grouped(wild, 0), 1)).toEqual({
    kind: 'none',
    reason: 'non_finite',
  });
});
