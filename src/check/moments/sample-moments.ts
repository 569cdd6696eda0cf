import { centralMoments, mergeCentralMoments, NO_CENTRAL_MOMENTS } from './central-moments.ts';
import { copiesOf, countRepeats, noRepeats } from './repeats.ts';
import { keepLargest, startLargest, type Largest } from './largest.ts';

/** Rows furthest from the exact mean that the test of the variance sets aside (see tail-bounds.ts). */
export const SET_ASIDE = 16;

/** What the tests need of a file. */
export interface SampleMoments {
  /** Rows that are independent of each other, as far as is seen: all of them over `copies`. */
  readonly rows: number;
  /** How often each row stands in the file. */
  readonly copies: number;
  readonly mean: number;
  /** Sum of squared deviations from the sample's mean. */
  readonly squares: number;
  /** The `SET_ASIDE` lowest and highest rows; fewer of a short file. */
  readonly extremes: readonly number[];
  /** Skewness and kurtosis of the sample; NaN where it has no variance or they overflow. */
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Moments of all rows, chunk after chunk: compensated means, merged central moments to the fourth order.
 *
 * @param reference a number close to the mean, where one is known
 */
export function sampleMoments(chunks: Iterable<Float64Array>, reference: number): SampleMoments {
  let moments = NO_CENTRAL_MOMENTS;
  const [lowest, highest] = [startLargest(SET_ASIDE), startLargest(SET_ASIDE)];
  const repeats = noRepeats();
  for (const values of chunks) {
    moments = mergeCentralMoments(moments, centralMoments(values, reference));
    countRepeats(repeats, values);
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i]!;
      if (value > highest.threshold) keepLargest(highest, value);
      if (-value > lowest.threshold) keepLargest(lowest, -value);
    }
  }
  const { count, mean, squares, cubes, fourths } = moments;
  const deviation = Math.sqrt(squares / count);
  const all: SampleMoments = {
    rows: count,
    copies: copiesOf(repeats),
    mean: reference + mean,
    squares,
    extremes: extremesOf(lowest, highest, count),
    skewness: cubes / count / deviation / deviation / deviation,
    kurtosis: (count * fourths) / squares / squares,
  };
  return thinned(all, all.rows / all.copies);
}

/** In a file of fewer rows than are kept, a row is among the lowest and the highest. */
function extremesOf(lowest: Largest, highest: Largest, count: number): readonly number[] {
  const low = Array.from(lowest.values, (x) => -x).sort((a, b) => a - b);
  const high = Array.from(highest.values).sort((a, b) => a - b);
  return [...low, ...high.slice(Math.max(0, 2 * SET_ASIDE - count))].filter(Number.isFinite);
}

/** The same sample as so many rows would tell it. */
export function thinned(sample: SampleMoments, rows: number): SampleMoments {
  return { ...sample, rows, squares: (sample.squares / sample.rows) * rows };
}

/** Unbiased sample variance, squares/(rows − 1). Domain: rows >= 2. */
export function rowVariance({ rows, squares }: SampleMoments): number {
  return squares / (rows - 1);
}

/** Sum of squared deviations from any number. */
export function squaresAbout({ rows, mean, squares }: SampleMoments, center: number): number {
  return squares + rows * (mean - center) * (mean - center);
}

/** Sum of squared deviations from the sample's mean without the `SET_ASIDE` rows furthest from the center. */
export function squaresWithoutLargest({ squares, extremes }: SampleMoments, center: number): number {
  const far = extremes.map((x) => (x - center) * (x - center)).sort((a, b) => b - a);
  const aside = far.slice(0, SET_ASIDE).reduce((sum, square) => sum + square, 0);
  return squares < Infinity ? Math.max(0, squares - aside) : 0;
}

/** Largest distance of a row from the center. */
export function largestDeviation({ extremes }: SampleMoments, center: number): number {
  return extremes.reduce((most, x) => Math.max(most, Math.abs(x - center)), 0);
}
