import { expect, test } from 'vitest';
import { groupSums } from '../../src/ratio/group-sums.ts';
import { ratioRows } from '../../src/ratio/ratio-rows.ts';
import { readPair } from '../../src/ratio/row-pairs.ts';
import { tracedColumns } from '../../src/ratio/traces.ts';
import { differenceQuantiles, intervalQuantiles } from '../../src/statistics/interval-quantiles.ts';
import { jackknife } from '../../src/statistics/jackknife.ts';
import { ratioInterval, traceRatio, type RatioInterval } from '../../src/statistics/ratio-interval.ts';
import { normals } from '../statistics/normal-draws.ts';

const WIDTH = 3;

function rowsOf(seed: number, rows: number, scale: number): Float64Array {
  const normal = normals(seed);
  return Float64Array.from({ length: rows * WIDTH }, (_, i) => scale * (1 + (i % WIDTH)) * normal());
}

function sumsOf(values: Float64Array) {
  const sums = groupSums(WIDTH);
  sums.add(values);
  return sums;
}

function interval(found: RatioInterval) {
  if (found.kind !== 'interval') throw new Error(`no interval: ${found.reason}`);
  return found;
}

const [a, b] = [rowsOf(1, 300, 2), rowsOf(2, 300, 1)];
const [one, two] = [sumsOf(a), sumsOf(b)];

test('the ratio of one parameter is that of its variances, with the interval of a run', () => {
  for (let j = 0; j < WIDTH; j += 1) {
    const found = interval(traceRatio(tracedColumns(one, j, 1), tracedColumns(two, j, 1), 'same'));
    const plain = interval(ratioInterval(one.column(j), two.column(j), 1));
    expect(found.standardError).toBe(plain.standardError);
    expect(found.ratio / plain.ratio).toBeCloseTo(1, 14);
    expect(found.low / plain.low).toBeCloseTo(1, 14);
    expect(found.high / plain.high).toBeCloseTo(1, 14);
  }
});

/** Sum of the variances of all columns, by two passes over the rows. */
function trace(values: Float64Array): number {
  const rows = values.length / WIDTH;
  let sum = 0;
  for (let j = 0; j < WIDTH; j += 1) {
    const own = Array.from({ length: rows }, (_, i) => values[i * WIDTH + j]!);
    const mean = own.reduce((total, x) => total + x, 0) / rows;
    sum += own.reduce((total, x) => total + (x - mean) * (x - mean), 0) / (rows - 1);
  }
  return sum;
}

const without = (values: Float64Array, row: number, count: number) =>
  Float64Array.from([...values.subarray(0, row * WIDTH), ...values.subarray((row + count) * WIDTH)]);

test('the total is the ratio of traces, its error the jackknife computed from the rows themselves', () => {
  const found = interval(traceRatio(tracedColumns(one, 0, WIDTH), tracedColumns(two, 0, WIDTH), 'same'));
  expect(found.ratio).toBeCloseTo(trace(a) / trace(b), 12);
  const groups = one.column(0).groups.length;
  const size = 300 / groups;
  const left = Array.from({ length: groups }, (_, g) =>
    Math.log(trace(without(a, g * size, size)) / trace(without(b, g * size, size))),
  );
  const mean = left.reduce((sum, l) => sum + l, 0) / groups;
  const plain = Math.sqrt(
    ((groups - 1) / groups) * left.reduce((sum, l) => sum + (l - mean) * (l - mean), 0),
  );
  expect(found.standardError).toBeCloseTo(plain, 12);
});

test('of samples with draws of their own the squared errors add; they need not be of one length', () => {
  const long = sumsOf(rowsOf(3, 900, 1));
  const found = interval(traceRatio(tracedColumns(one, 0, WIDTH), tracedColumns(long, 0, WIDTH), 'own'));
  const errors = [one, long].map(
    (sums) => jackknife(tracedColumns(sums, 0, WIDTH).parts, null).standardError,
  );
  expect(found.standardError).toBeCloseTo(Math.hypot(...errors), 14);
  expect(found.ratio).toBeCloseTo(trace(a) / trace(rowsOf(3, 900, 1)), 12);
  const back = interval(traceRatio(tracedColumns(long, 0, WIDTH), tracedColumns(one, 0, WIDTH), 'own'));
  expect(back.low * found.high).toBeCloseTo(1, 12);
  expect(back.high * found.low).toBeCloseTo(1, 12);
});

test.each([
  ['normals', 300, (e: number) => e],
  ['cubes', 4000, (e: number) => e * e * e],
  ['few cubes', 200, (e: number) => e * e * e],
])('the interval of %s is widened by twice the kurtosis over the rows, by a tenth at most', (_, rows, of) => {
  const [normal, other] = [normals(8), normals(9)];
  const drawn = (draw: () => number) => Float64Array.from({ length: rows }, () => of(draw()));
  const columns: [Float64Array, Float64Array] = [drawn(normal), drawn(other)];
  const pair = readPair([columns], 1, 'paired', ['a', 'b']);
  const [row] = ratioRows(pair, { names: ['a', 'b'], parameters: ['x'], m: 1, alpha: 0.01 });
  const [first, second] = [tracedColumns(pair.first, 0, 1), tracedColumns(pair.second, 0, 1)];
  const { ratio, low, high } = interval(traceRatio(first, second, 'same'));
  const kurtosis = Math.max(row!.kurtosis_1_estimated!, row!.kurtosis_2_estimated!);
  const factor = 1 + Math.min(0.1, (2 * kurtosis) / rows);
  expect(Math.log(row!.variance_ratio_high! / ratio) / Math.log(high / ratio)).toBeCloseTo(factor, 12);
  expect(Math.log(row!.variance_ratio_low! / ratio) / Math.log(low / ratio)).toBeCloseTo(factor, 12);
});

test('beside a sample without error the quantiles are those of the other alone', () => {
  const noisy = { standardError: 0.3, skewness: 0.7, kurtosis: 4, groups: 90 };
  const exact = { standardError: 0, skewness: 0, kurtosis: 3, groups: 40 };
  const { below, above } = differenceQuantiles(noisy, exact);
  const alone = intervalQuantiles(noisy, noisy.groups);
  expect(below).toBeCloseTo(alone.below, 12);
  expect(above).toBeCloseTo(alone.above, 12);
});
