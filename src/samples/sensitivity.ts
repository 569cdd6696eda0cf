import { shifted, waveVariances, type Characteristic } from './characteristic.ts';
import type { RowView } from './row-view.ts';
import { boundedMeanQuantile } from './tail-bounds.ts';
import { WAVES } from './wave-differences.ts';
import { HALF_COHERENCE, OCTAVES } from './waves.ts';

/** The smallest errors on every row that the test of the law would most likely have rejected; null: none of those tried. */
export interface Sensitivity {
  /** Factor on the distance of each row from the exact mean, or one over it. */
  readonly spread: number | null;
  /** Constant added to each row, in the rows' unit. */
  readonly offset: number | null;
}

/** What decides whether an error can be seen. */
export interface Sight {
  readonly view: RowView;
  /** What rounding of the rows may add, by frequency. */
  readonly rounding: Float64Array;
  /** Level of the test of the law. */
  readonly alpha: number;
}

/** Probability with which an error that is called visible may still be missed. */
const MISSED = 0.05;

/** Factors that are tried, each with one over it. */
const FACTORS: readonly number[] = [
  1.005, 1.01, 1.02, 1.03, 1.05, 1.07, 1.1, 1.15, 1.2, 1.25, 1.3, 1.5, 2, 3, 5, 10,
];
/** The error in the spread that a file must show to be confirmed by its law alone. */
export const SPREAD = 1.25;
/** Offsets that are tried, in units of the length over which the waves lose half their coherence. */
const OFFSETS: readonly number[] = [0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 2, 3];

/** The smallest visible errors for so many rows: everything larger that was tried is visible too. */
export function sensitivity(sight: Sight, rows: number): Sensitivity {
  const { right, scaled, waves } = sight.view;
  const size = 1 / (waves.first * HALF_COHERENCE);
  const isSpreadSeen = (factor: number) =>
    bothWays(factor).every((each) => isVisible(gap(right, scaled(each)), rows, sight));
  const isOffsetSeen = (offset: number) =>
    isVisible(gap(right, shifted(right, waves.first, offset * size)), rows, sight);
  const offset = smallest(OFFSETS, isOffsetSeen);
  return { spread: smallest(FACTORS, isSpreadSeen), offset: offset === null ? null : offset * size };
}

/** Rows, more than there are, from which on an error of `SPREAD` is seen, to two digits; null if it is not at 1e15. */
export function rowsForSpread(sight: Sight, rows: number): number | null {
  const { right, scaled } = sight.view;
  const gaps = FACTORS.filter((factor) => factor >= SPREAD)
    .flatMap(bothWays)
    .map((factor) => gap(right, scaled(factor)));
  const isSeen = (count: number) => gaps.every((each) => isVisible(each, count, sight));
  return ROWS.find((count) => count > rows && isSeen(count)) ?? null;
}

/** 10, 11, …, 99, 100, 110, … 9.9e14 */
const ROWS: readonly number[] = Array.from({ length: 14 }, (_, k) => Number(`1e${k}`)).flatMap((power) =>
  Array.from({ length: 90 }, (_, i) => (10 + i) * power),
);

function bothWays(factor: number): readonly number[] {
  return [factor, 1 / factor];
}

/** The least of ascending numbers from which on all pass; the largest are tried first. */
function smallest(ascending: readonly number[], passes: (x: number) => boolean): number | null {
  let found: number | null = null;
  for (const x of [...ascending].reverse()) {
    if (!passes(x)) break;
    found = x;
  }
  return found;
}

/** How far a wrong law lies from the right one in one wave, and how both scatter. */
interface Gap {
  readonly difference: number;
  readonly right: Scatter;
  readonly wrong: Scatter;
  readonly octave: number;
}

interface Scatter {
  readonly variance: number;
  readonly range: number;
}

function gap(right: Characteristic, wrong: Characteristic): readonly Gap[] {
  const [ours, theirs] = [waveVariances(right), waveVariances(wrong)];
  const of = (part: 'real' | 'imaginary', wave: 'cosine' | 'sine'): Gap[] =>
    Array.from({ length: OCTAVES }, (_, octave) => {
      const [a, b] = [right[part][octave]!, wrong[part][octave]!];
      return {
        // Errors count twice: in what is tested, and here.
        difference: Math.abs(b - a) - 2 * right.errors[octave]! - wrong.errors[octave]!,
        right: { variance: ours[wave][octave]!, range: 1 + Math.abs(a) },
        wrong: { variance: theirs[wave][octave]!, range: 1 + Math.abs(b) },
        octave,
      };
    });
  return [...of('real', 'cosine'), ...of('imaginary', 'sine')];
}

/**
 * Whether this many rows of the wrong law are rejected with a probability of at least 95 %: in some wave the difference
 * exceeds the one that is rejected together with the one that chance may take back.
 */
function isVisible(gaps: readonly Gap[], rows: number, { alpha, rounding }: Sight): boolean {
  return gaps.some(({ difference, right, wrong, octave }) => {
    const rejected = boundedMeanQuantile(alpha / WAVES, rows, right.variance, right.range);
    const chance = boundedMeanQuantile(2 * MISSED, rows, wrong.variance, wrong.range);
    return difference >= rejected + chance + 2 * rounding[octave]!;
  });
}
