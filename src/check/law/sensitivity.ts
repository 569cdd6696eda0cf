import { boundedMeanQuantile } from '../moments/tail-bounds.ts';
import { WAVES } from './wave-differences.ts';
import type { Gap, WrongLaw, WrongLaws } from './wrong-laws.ts';

/**
 * The smallest errors on every row that the test of the law would most likely have rejected; null: none of
 * those tried.
 */
export interface Sensitivity {
  /** Factor, or one over it, on every row, and as well on the distance of every row from the exact mean. */
  readonly factor: number | null;
  /** Constant added to every row, in the rows' unit. */
  readonly offset: number | null;
}

/** What decides whether an error can be seen. */
export interface Sight {
  readonly wrong: WrongLaws;
  /** What rounding of the rows may add, by frequency. */
  readonly rounding: Float64Array;
  /** Level of the test of the law. */
  readonly alpha: number;
}

/** Probability with which an error that is called visible may still be missed. */
const MISSED = 0.05;

/** The factor that must be visible in a file that is confirmed by its law alone. */
export const TELLING_FACTOR = 1.25;

/** The smallest visible errors for so many rows: everything larger that was tried is visible too. */
export function sensitivity(sight: Sight, rows: number): Sensitivity {
  const smallest = (ascending: readonly WrongLaw[]): number | null => {
    const unseen = ascending.findLastIndex((error) => !isVisible(error, rows, sight));
    return ascending[unseen + 1]?.size ?? null;
  };
  return { factor: smallest(sight.wrong.factors), offset: smallest(sight.wrong.offsets) };
}

/**
 * Rows, more than there are, from which on `TELLING_FACTOR` is seen, to two digits; null if it is not at
 * 9.9e14.
 */
export function rowsForFactor(sight: Sight, rows: number): number | null {
  const errors = sight.wrong.factors.filter(({ size }) => size >= TELLING_FACTOR);
  const isSeen = (count: number) => errors.every((error) => isVisible(error, count, sight));
  let [low, high] = [ROWS.findIndex((count) => count > rows), ROWS.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSeen(ROWS[middle]!)) high = middle;
    else low = middle + 1;
  }
  return ROWS[low] ?? null;
}

/** 10, 11, …, 99, 100, 110, … 9.9e14 */
const ROWS: readonly number[] = Array.from({ length: 14 }, (_, k) => Number(`1e${k}`)).flatMap((power) =>
  Array.from({ length: 90 }, (_, i) => (10 + i) * power),
);

/**
 * Whether so many rows of each of the wrong laws are rejected with a probability of at least 95 %: in some
 * wave the difference exceeds the one that is rejected together with the one that chance may take back.
 */
function isVisible({ gaps }: WrongLaw, rows: number, { alpha, rounding }: Sight): boolean {
  const isSeen = ({ difference, right, wrong, octave }: Gap): boolean => {
    const room = difference - 2 * rounding[octave]!;
    if (!(room > 0)) return false;
    const rejected = boundedMeanQuantile(alpha / WAVES, rows, right.variance, right.range);
    return room >= rejected + boundedMeanQuantile(2 * MISSED, rows, wrong.variance, wrong.range);
  };
  return gaps.every((waves) => waves.some(isSeen));
}
