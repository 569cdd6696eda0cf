import { expect, test } from 'vitest';
import { estimatedKurtosis, intervalQuality, kurtosisFromGroups } from '../../src/statistics/quality.ts';
import type { RatioInterval } from '../../src/statistics/ratio-interval.ts';
import { simulateCell } from './block-sums.ts';
import { exactExample } from './exact-example.ts';
import { fast, square } from './examples.ts';
import { contributions, normals } from './normal-draws.ts';
import { truth } from './truths.ts';

const found: RatioInterval = { kind: 'interval', ratio: 1, low: 0.9, high: 1.1, standardError: 0.05 };
const cell = simulateCell(4000, 1, contributions(fast, normals(9)));
const [first, second] = [cell.means[0]!, cell.means[2]!];

test.each([
  ['ok', 10, 3],
  ['ok', 3, 10],
  ['heavy_tail', 10.01, 3],
  ['heavy_tail', 3, 10.01],
  ['heavy_tail', Infinity, 3],
] as const)('4000 trials are %s for exact kurtoses of %d and %d', (expected, kurtosis1, kurtosis2) => {
  expect(intervalQuality(found, first, second, truth({ kurtosis: kurtosis1 }, { kurtosis: kurtosis2 }))).toBe(
    expected,
  );
});

test.each([
  ['few_trials', 3],
  ['few_trials', 9],
  ['heavy_tail', 9.01],
  ['ok', 0.25],
] as const)('100 trials are %s for exact kurtoses of 3 and %d', (expected, kurtosis) => {
  const short = simulateCell(100, 1, contributions(fast, normals(9)));
  const known = truth({ kurtosis: expected === 'ok' ? 0.25 : 3 }, { kurtosis });
  expect(intervalQuality(found, short.means[0]!, short.means[2]!, known)).toBe(expected);
});

test('there is no quality without an interval', () => {
  const point: RatioInterval = { kind: 'point', ratio: 1, reason: 'too_few_trials' };
  expect(intervalQuality(point, first, second, truth())).toBe('none');
});

test('kurtosis is judged from the groups where the oracle does not know it', () => {
  const unknown = truth({ kurtosis: null }, { kurtosis: null });
  // sin(10z): 4.5 and 1.5, for which 1800 trials do.
  expect(intervalQuality(found, first, second, unknown)).toBe('ok');
  // z^2 at 2: 26.8, for which 10720 trials would be needed.
  const heavy = simulateCell(4000, 1, contributions(square, normals(9)));
  expect(intervalQuality(found, heavy.means[0]!, heavy.means[2]!, unknown)).toBe('heavy_tail');
});

test('what is not known is estimated, the larger of both, and nothing where all is known', () => {
  const [one, two] = [kurtosisFromGroups(first), kurtosisFromGroups(second)];
  expect(one).not.toBe(two);
  expect(estimatedKurtosis(first, second, truth({ kurtosis: null }, { kurtosis: null }))).toBe(
    Math.max(one, two),
  );
  expect(estimatedKurtosis(first, second, truth({ kurtosis: null }))).toBe(one);
  expect(estimatedKurtosis(first, second, truth({}, { kurtosis: null }))).toBe(two);
  expect(estimatedKurtosis(first, second, truth())).toBeNull();
});

test('the kurtosis from 512 groups is right within the error of a variance of 512 values', () => {
  const { kurtosis1 } = exactExample(fast, 'mu');
  const { means } = simulateCell(65536, 1, contributions(fast, normals(6)));
  // Group variances are sums of 128 values, nearly normal: the spread of 512 of them is off by sqrt(2/511).
  const relative = (kurtosisFromGroups(means[0]!) - 1) / (kurtosis1 - 1) - 1;
  expect(Math.abs(relative)).toBeLessThan(4 * Math.sqrt(2 / 511));
});

test('where groups tell nothing the kurtosis is taken for infinite', () => {
  const two = simulateCell(2, 1, contributions(square, normals(1)));
  expect(kurtosisFromGroups(two.means[0]!)).toBe(Infinity);
});
