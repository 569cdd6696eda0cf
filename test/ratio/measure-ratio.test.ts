import { expect, test } from 'vitest';
import { measureRatio, type RatioQuestion } from '../../src/ratio/measure-ratio.ts';
import { npyBytes, sampleFile } from '../check/sample-file.ts';
import { normals } from '../statistics/normal-draws.ts';

const QUESTION = { columns: [], keys: [], names: null, pairing: 'auto', m: 1, alpha: 0.001 } as const;
const measure = (paths: RatioQuestion['paths'], more: Partial<RatioQuestion> = {}) =>
  measureRatio({ ...QUESTION, paths, ...more });

const csv = (header: string, rows: readonly (readonly number[])[]) =>
  sampleFile('a.csv', [header, ...rows.map((row) => row.join())].join('\n'));

const normal = normals(7);
const T = 4000;
const eps = Array.from({ length: T }, () => normal());
const score = eps.map((e) => (2 + e) * (2 + e) * e);
const pathwise = eps.map((e) => 2 * (2 + e));
const A = sampleFile('score.npy', npyBytes(Float64Array.from(score)));
const B = sampleFile('pathwise.npy', npyBytes(Float64Array.from(pathwise)));

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (values.length - 1);
}

test('z^2 at (2, 1): both means are the gradient 4, the ratio is 87/4 within its interval, pathwise wins', () => {
  const [row] = measure([A, B]).rows;
  expect(row).toMatchObject({ trials: T, draws: 'same', winner: row!.estimator_2, status: 'ok' });
  expect(row!.variance_1! / variance(score)).toBeCloseTo(1, 12);
  expect(row!.variance_2! / variance(pathwise)).toBeCloseTo(1, 12);
  expect(row!.variance_ratio! / (variance(score) / variance(pathwise))).toBeCloseTo(1, 12);
  // E of the square of (2+e)²e is 16 + 24·3 + 15 + ... = 103; less 4² leaves 87, over 4.
  expect(row!.variance_ratio_low).toBeLessThan(87 / 4);
  expect(row!.variance_ratio_high).toBeGreaterThan(87 / 4);
  expect(row!.snr_2! / (row!.mean_2! / Math.sqrt(variance(pathwise)))).toBeCloseTo(1, 12);
});

test('pairs know more of a difference of means than samples of their own', () => {
  const shifted = sampleFile('b.npy', npyBytes(Float64Array.from(score, (x) => x + 0.01)));
  expect(measure([A, shifted]).rows[0]).toMatchObject({ status: 'means_differ', winner: 'undecided' });
  expect(measure([A, shifted], { pairing: 'independent' }).rows[0]).toMatchObject({
    status: 'ok',
    draws: 'own',
  });
});

test('parameters belong together by name, in whatever order; the total is the trace', () => {
  const rows = eps.map((e, i) => [score[i]!, e * 3, e]);
  const other = eps.map((e, i) => [2 * e, pathwise[i]!, 5 * e]);
  const { rows: found } = measure([csv('mu,sigma,c', rows), csv('sigma,mu,c', other)]);
  expect(found.map(({ component }) => component)).toEqual(['mu', 'sigma', 'c', 'total']);
  expect(found[0]!.variance_2! / variance(pathwise)).toBeCloseTo(1, 12);
  expect(found[1]!.variance_ratio).toBeCloseTo(9 / 4, 12);
  const traces = [variance(score) + 10 * variance(eps), variance(pathwise) + 29 * variance(eps)] as const;
  expect(found[3]!.variance_ratio! / (traces[0] / traces[1])).toBeCloseTo(1, 12);
  expect(found[3]).toMatchObject({ mean_1: null, mean_difference: null });
});

test('one file with a column for each says the same as two files', () => {
  const path = csv(
    'a,score,pathwise',
    eps.map((e, i) => [e, score[i]!, pathwise[i]!]),
  );
  const [row] = measure([path], { columns: ['score', '3'] }).rows;
  const { estimator_1, estimator_2, component, ...numbers } = row!;
  expect([estimator_1, estimator_2, component]).toEqual(['score', 'pathwise', 'gradient']);
  const two = measure([A, B]).rows[0]!;
  for (const [name, value] of Object.entries(numbers)) {
    const expected = two[name as keyof typeof two];
    if (typeof value !== 'number' || name === 'mean_difference_p') continue;
    expect(value / (expected as number)).toBeCloseTo(1, 9);
  }
});

test('estimators with other numbers of rows have draws of their own, and that is said', () => {
  const short = sampleFile('c.npy', npyBytes(Float64Array.from(pathwise.slice(0, 3000))));
  const { rows, notes } = measure([A, short]);
  expect(rows[0]).toMatchObject({ draws: 'own', trials: 3000, rows_1: T, rows_2: 3000 });
  expect(notes.join()).toContain('4000 and 3000 rows');
  expect(() => measure([A, short], { pairing: 'paired' })).toThrow(/found 3000 rows, expected 4000/);
});

test('constants: a variance of 0 decides nothing, another constant is another mean', () => {
  const [four, six] = [4, 6].map((x) => sampleFile('c.npy', npyBytes(new Float64Array(1000).fill(x))));
  expect(measure([A, four!]).rows[0]).toMatchObject({ status: 'zero_variance_2', variance_ratio: null });
  expect(measure([four!, six!]).rows[0]).toMatchObject({ status: 'means_differ', winner: 'undecided' });
  expect(measure([four!, four!]).rows[0]).toMatchObject({ status: 'zero_variance_both' });
});

test.each([
  ['other numbers of columns', () => measure([csv('a,b', [[1, 2]]), A]), /found 1 columns, expected 2/],
  ['one column alone', () => measure([A]), /found 1 columns \(1\), expected two/],
  ['three columns of one file', () => measure([csv('a,b,c', [[1, 2, 3]])]), /found 3 columns \(a, b, c\)/],
  ['one row', () => measure([csv('a', [[1]]), A]), /found one row, expected at least two/],
])('refuses %s', (_, act, message) => {
  expect(act).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) as string }),
  );
});
