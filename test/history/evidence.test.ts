import { expect, test } from 'vitest';
import { collectEvidence } from '../../src/history/evidence.ts';
import { logVarianceError } from '../../src/statistics/log-variance.ts';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { normals } from '../statistics/normal-draws.ts';
import { rowWith } from '../compare/rows.ts';

function evidenceOf(rows: readonly SummaryRow[]) {
  const collector = collectEvidence();
  rows.forEach(collector.add);
  return collector.result();
}
const find = (rows: readonly SummaryRow[], estimator: string, quantity: string, integrand = '') =>
  evidenceOf(rows).find(
    (each) => each.estimator === estimator && each.quantity === quantity && each.integrand === integrand,
  );

test('one row says what its own numbers say', () => {
  const row = rowWith({ variance_1: 0.07 });
  const error = logVarianceError(3.2, 4000);
  const variance = find([row], 'score', 'variance');
  expect(variance?.deviation).toBeCloseTo(Math.log(0.07 / 0.0635) + error / 2, 6);
  expect(variance?.error).toBeCloseTo(Math.sqrt(error), 7);
  const mean = find([row], 'score', 'mean');
  expect(mean?.deviation).toBeCloseTo(-0.181 / -0.18 - 1, 6);
  expect(mean?.error).toBeCloseTo(Math.sqrt(0.0635 / 4000) / 0.18, 7);
});

test('the exact mean of a biased estimator is its own', () => {
  const row = rowWith({ bias_2: 0.1, mean_2: -0.08 });
  expect(find([row], 'pathwise', 'mean')?.deviation).toBeCloseTo(0, 6);
});

test('cells are independent, rows of one cell may be one', () => {
  const other = rowWith({ cell_id: 'cbbbbbbbbbbbb' });
  const alone = find([rowWith({})], 'score', 'variance')!.error;
  expect(find([rowWith({}), other], 'score', 'variance')!.error).toBeCloseTo(alone / Math.SQRT2, 6);
  const together = [rowWith({}), rowWith({ component: 'sigma' })];
  expect(find(together, 'score', 'variance')!.error).toBeCloseTo(alone, 6);
});

test('an estimator that stands in every pair of a cell counts once', () => {
  const pairs = [rowWith({ estimator_1: 'score' }), rowWith({ estimator_1: 'price' })];
  expect(find(pairs, 'pathwise', 'variance')).toEqual(find([rowWith({})], 'pathwise', 'variance'));
  expect(find(pairs, 'pathwise', 'variance')?.rows).toBe(1);
});

test('rows are told apart by integrand and counted together', () => {
  const rows = [rowWith({}), rowWith({ cell_id: 'cbbbbbbbbbbbb', integrand: 'square' })];
  expect(find(rows, 'score', 'variance', 'square')?.rows).toBe(1);
  expect(find(rows, 'score', 'variance')?.rows).toBe(2);
});

test.each([
  ['too few trials for the kurtosis', { kurtosis_1: 10.1 }],
  ['no exact value', { variance_1_exact: null }],
  ['no variance', { variance_1: null }],
  ['a cell that failed', { trials: 0, variance_1: null }],
  ['an interval that was waited for', { stopped: 'ratio' }],
])('%s: the row says nothing', (_, changes) => {
  expect(find([rowWith(changes)], 'score', 'variance')).toBeUndefined();
});

test('a gradient of 0 has no relative deviation', () => {
  const rows = [rowWith({ gradient_exact: 0 }), rowWith({ gradient_exact: 1e-300 })];
  for (const row of rows) expect(find([row], 'score', 'mean')).toBeUndefined();
});

test('over many runs the deviations have the error that they say', () => {
  const normal = normals(5);
  const [nights, trials] = [400, 1600];
  const scores = Array.from({ length: nights }, () => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < trials; i += 1) {
      const x = 1 + normal();
      sum += x;
      squares += x * x;
    }
    const mean = sum / trials;
    const variance = (squares - sum * mean) / (trials - 1);
    const row = rowWith({
      trials,
      kurtosis_1: 3,
      gradient_exact: 1,
      variance_1: variance,
      variance_1_exact: 1,
      mean_1: mean,
    });
    return (['variance', 'mean'] as const).map((quantity) => {
      const { deviation, error } = find([row], 'score', quantity)!;
      return deviation / error;
    });
  });
  for (const i of [0, 1]) {
    const z = scores.map((each) => each[i]!);
    const mean = z.reduce((sum, each) => sum + each, 0) / nights;
    const spread = z.reduce((sum, each) => sum + each * each, 0) / nights;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(nights));
    expect(Math.abs(spread - 1)).toBeLessThan(4 * Math.sqrt(2 / nights));
  }
});
