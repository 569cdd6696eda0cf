import { beforeAll, describe, expect, test } from 'vitest';
import { cellKey } from '../../src/streams/cell-key.ts';
import { nextNormals } from '../../workers/kernel/reference/normals.ts';
import { seedStreams } from '../../workers/kernel/reference/sfc64.ts';
import { LANES } from '../../src/streams/task.ts';

const ROWS = 524288; // 4,194,304 draws
const key = cellKey('normals', 'test');

function normals(block: number, rows: number): Float64Array {
  const eps = new Float64Array(rows * LANES);
  nextNormals(seedStreams(key, block), rows, eps, new Uint32Array(2 * (rows + 1)));
  return eps;
}

/** z-score of the mean of f over i < count, for given exact mean and variance. */
function zScore(count: number, f: (i: number) => number, mean: number, variance: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += f(i);
  return (sum / count - mean) / Math.sqrt(variance / count);
}

/**
 * All tests ask |z| < 4.5. For the about fifty scores here, of fixed seed, a right generator fails with a
 * probability of 50 · 6.8e-6 = 3e-4.
 */
const BOUND = 4.5;

describe('normals', () => {
  let eps: Float64Array;
  beforeAll(() => {
    eps = normals(0, ROWS);
  });

  const doubleFactorials = [1, 1, 3, 15, 105, 945, 10395]; // E eps^(2k) = (2k − 1)!!
  test.each([1, 2, 3, 4, 5, 6])('have the %ith moment of N(0, 1)', (order) => {
    const mean = order % 2 === 0 ? doubleFactorials[order / 2]! : 0;
    const variance = doubleFactorials[order]! - mean * mean;
    const powerOf = (i: number): number => {
      let product = 1;
      for (let j = 0; j < order; j++) product *= eps[i]!;
      return product;
    };
    expect(Math.abs(zScore(eps.length, powerOf, mean, variance))).toBeLessThan(BOUND);
  });

  // P(|eps| > x) and P(eps > x) = half of it, from mpmath erfc(x/sqrt(2)).
  test.each([
    [0.1, 0.92034432544594214],
    [0.5, 0.61707507745197379],
    [1, 0.3173105078629141],
    [2, 0.045500263896358414],
    [3, 0.0026997960632601889],
    [4, 6.3342483666239841e-5],
    [5, 5.7330314375838772e-7],
  ])('lie beyond ±%d as often as they should, on each side', (x, probability) => {
    const half = probability / 2;
    const above = zScore(eps.length, (i) => (eps[i]! > x ? 1 : 0), half, half * (1 - half));
    const below = zScore(eps.length, (i) => (eps[i]! < -x ? 1 : 0), half, half * (1 - half));
    expect(Math.max(Math.abs(above), Math.abs(below))).toBeLessThan(BOUND);
  });

  const product = (i: number, other: number, array = eps): number => eps[i]! * array[other]!;
  const squares = (i: number, other: number, array = eps): number =>
    (eps[i]! * eps[i]! - 1) * (array[other]! * array[other]! - 1);

  // Index distance: 8 rows·lanes is the next draw of the lane, 1 the next lane. Var of the products: 1 and 4.
  test.each([
    ['the two draws of a pair and of neighboring pairs', LANES],
    ['draws two apart in a lane', 2 * LANES],
    ['draws three apart in a lane', 3 * LANES],
    ['neighboring lanes', 1],
    ['lanes four apart', 4],
  ])('are uncorrelated, and so are their squares, between %s', (_, distance) => {
    const count = eps.length - distance;
    expect(Math.abs(zScore(count, (i) => product(i, i + distance), 0, 1))).toBeLessThan(BOUND);
    expect(Math.abs(zScore(count, (i) => squares(i, i + distance), 0, 4))).toBeLessThan(BOUND);
  });

  test('are uncorrelated, and so are their squares, within the pairs alone', () => {
    const first = (i: number): number => Math.floor(i / LANES) * 2 * LANES + (i % LANES);
    const count = eps.length / 2;
    expect(Math.abs(zScore(count, (i) => product(first(i), first(i) + LANES), 0, 1))).toBeLessThan(BOUND);
    expect(Math.abs(zScore(count, (i) => squares(first(i), first(i) + LANES), 0, 4))).toBeLessThan(BOUND);
  });

  test('are uncorrelated, and so are their squares, between neighboring blocks', () => {
    const next = normals(1, ROWS / 8);
    expect(Math.abs(zScore(next.length, (i) => product(i, i, next), 0, 1))).toBeLessThan(BOUND);
    expect(Math.abs(zScore(next.length, (i) => squares(i, i, next), 0, 4))).toBeLessThan(BOUND);
  });

  test('never exceed the documented end of the tail', () => {
    expect(eps.every((value) => Math.abs(value) <= 8.572)).toBe(true);
  });

  test('are the same draws however many rows are asked for at a time', () => {
    const streams = seedStreams(key, 0);
    const words = new Uint32Array(2000);
    let at = 0;
    for (const rows of [2, 64, 10, 300, 7]) {
      const part = new Float64Array(rows * LANES);
      nextNormals(streams, rows, part, words);
      expect(part).toEqual(eps.slice(at, at + part.length));
      at += part.length;
    }
  });
});
