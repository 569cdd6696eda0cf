import { shifted, waveVariances, type Characteristic } from './characteristic.ts';
import type { RowView } from './row-view.ts';
import { HALF_COHERENCE, OCTAVES } from './waves.ts';

/** An error on every row: its size, and the laws that it may make of the right one. */
export interface WrongLaw {
  readonly size: number;
  readonly gaps: readonly (readonly Gap[])[];
}

/** How far a wrong law lies from the right one in one wave, and how both scatter. */
export interface Gap {
  readonly difference: number;
  readonly right: Scatter;
  readonly wrong: Scatter;
  readonly octave: number;
}

interface Scatter {
  readonly variance: number;
  /** Largest distance from the expectation. */
  readonly range: number;
}

/** Errors of every size that is tried, in ascending order. */
export interface WrongLaws {
  /** Factors, or one over them, on every row, or on the distance of every row from the exact mean. */
  readonly factors: readonly WrongLaw[];
  /** Constants added to every row, in the rows' unit. */
  readonly offsets: readonly WrongLaw[];
}

const FACTORS: readonly number[] = [
  1.005, 1.01, 1.02, 1.03, 1.05, 1.07, 1.1, 1.15, 1.2, 1.25, 1.3, 1.5, 2, 3, 5, 10,
];
/** In units of the length over which the waves lose half their coherence. */
const OFFSETS: readonly number[] = [0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 2, 3];

export function wrongLaws({ right, scaled, waves }: RowView): WrongLaws {
  const { first, center } = waves;
  const byFactor = (factor: number): readonly Characteristic[] =>
    [factor, 1 / factor].flatMap((each) => {
      const spread = scaled(each);
      return [spread, shifted(spread, first, (each - 1) * center)];
    });
  const unit = 1 / (first * HALF_COHERENCE);
  return {
    factors: FACTORS.map((size) => ({ size, gaps: byFactor(size).map((wrong) => gap(right, wrong)) })),
    offsets: OFFSETS.map((offset) => {
      const size = offset * unit;
      return { size, gaps: [gap(right, shifted(right, first, size))] };
    }),
  };
}

function gap(right: Characteristic, wrong: Characteristic): readonly Gap[] {
  const [ours, theirs] = [waveVariances(right), waveVariances(wrong)];
  const of = (part: 'real' | 'imaginary', wave: 'cosine' | 'sine'): Gap[] =>
    Array.from({ length: OCTAVES }, (_, octave) => {
      const [a, b] = [right[part][octave]!, wrong[part][octave]!];
      return {
        // The right law's error counts twice: in what is tested, and here.
        difference: Math.abs(b - a) - 2 * right.errors[octave]! - wrong.errors[octave]!,
        right: { variance: ours[wave][octave]!, range: 1 + Math.abs(a) },
        wrong: { variance: theirs[wave][octave]!, range: 1 + Math.abs(b) },
        octave,
      };
    });
  return [...of('real', 'cosine'), ...of('imaginary', 'sine')];
}
