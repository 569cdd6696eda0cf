import { mergeMoments, NO_MOMENTS, type Moments } from '../../statistics/moments.ts';

/** Moments with the sums of the third and fourth powers of the deviations from the mean. */
export interface CentralMoments extends Moments {
  readonly cubes: number;
  readonly fourths: number;
}

export const NO_CENTRAL_MOMENTS: CentralMoments = { ...NO_MOMENTS, cubes: 0, fourths: 0 };

/**
 * Central moments of some values, the mean counted from `reference`; in two passes, the second about the mean
 * of the first, and what rounding left of that mean taken out again.
 */
export function centralMoments(values: Float64Array, reference: number): CentralMoments {
  const count = values.length;
  if (count === 0) return NO_CENTRAL_MOMENTS;
  let sum = 0;
  let taken = 0;
  for (let i = 0; i < count; i += 1) {
    // Neumaier's compensated sum, written out: this loop runs once a row.
    const value = values[i]! - reference;
    const next = sum + value;
    taken += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  const mean = (sum + taken) / count;
  let rest = 0;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; i < count; i += 1) {
    const d = values[i]! - reference - mean;
    const square = d * d;
    rest += d;
    squares += square;
    cubes += square * d;
    fourths += square * square;
  }
  return { count, mean, squares: Math.max(0, squares - (rest * rest) / count), cubes, fourths };
}

/**
 * Central moments of two samples together.
 *
 * Source: Pébay 2008, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
 * statistical moments", Sandia report SAND2008-6212, eq. 2.1 at p = 3 and 4.
 */
export function mergeCentralMoments(a: CentralMoments, b: CentralMoments): CentralMoments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const both = mergeMoments(a, b);
  const [shareA, shareB] = [a.count / both.count, b.count / both.count];
  const d = b.mean - a.mean;
  const between = d * d * shareA * b.count;
  const cubes =
    a.cubes + b.cubes + between * d * (shareA - shareB) + 3 * d * (shareA * b.squares - shareB * a.squares);
  const fourths =
    a.fourths +
    b.fourths +
    between * d * d * (shareA * shareA - shareA * shareB + shareB * shareB) +
    6 * d * d * (shareA * shareA * b.squares + shareB * shareB * a.squares) +
    4 * d * (shareA * b.cubes - shareB * a.cubes);
  return { ...both, cubes, fourths };
}
