import { centralMoments, mergeCentralMoments, NO_CENTRAL_MOMENTS } from './central-moments.ts';
import { keepLargest, startLargest } from './largest.ts';

/** Rows furthest from the exact mean that the test of the variance sets aside (see tail-bounds.ts). */
export const SET_ASIDE = 16;

/** What the tests need of a file. */
export interface SampleMoments {
  readonly rows: number;
  readonly mean: number;
  /** Sum of squared deviations from the sample's mean. */
  readonly squares: number;
  /** The same without the `SET_ASIDE` rows furthest from the reference. */
  readonly squaresWithoutLargest: number;
  /** Sum of squared deviations from the reference. */
  readonly squaresAboutReference: number;
  /** Largest |x − reference|. */
  readonly largestDeviation: number;
  /** Skewness and kurtosis of the sample; NaN where it has no variance or they overflow. */
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Moments of all rows, chunk after chunk: compensated means, merged central moments to the fourth order.
 *
 * @param reference the exact mean, where it is known
 */
export function sampleMoments(chunks: Iterable<Float64Array>, reference: number): SampleMoments {
  let moments = NO_CENTRAL_MOMENTS;
  const largest = startLargest(SET_ASIDE);
  for (const values of chunks) {
    moments = mergeCentralMoments(moments, centralMoments(values, reference));
    for (let i = 0; i < values.length; i += 1) {
      const deviation = Math.abs(values[i]! - reference);
      if (deviation > largest.threshold) keepLargest(largest, deviation);
    }
  }
  const { count, mean, squares, cubes, fourths } = moments;
  const aside = largest.values.reduce((sum, deviation) => sum + deviation * deviation, 0);
  const deviation = Math.sqrt(squares / count);
  return {
    rows: count,
    mean: reference + mean,
    squares,
    squaresWithoutLargest: squares < Infinity ? Math.max(0, squares - aside) : 0,
    squaresAboutReference: squares + count * mean * mean,
    largestDeviation: Math.max(...largest.values),
    skewness: cubes / count / deviation / deviation / deviation,
    kurtosis: (count * fourths) / squares / squares,
  };
}

/** Unbiased sample variance, squares/(rows − 1). Domain: rows >= 2. */
export function rowVariance({ rows, squares }: SampleMoments): number {
  return squares / (rows - 1);
}
