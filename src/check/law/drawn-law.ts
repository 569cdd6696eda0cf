import { memoized } from '../../truth/one-draw/nodes/memoized.ts';
import { meanErrorBound } from '../moments/tail-bounds.ts';
import { FREQUENCIES, type Characteristic } from './characteristic.ts';
import { halfCoherence, tilt } from './half-coherence.ts';
import type { RowView } from './row-view.ts';
import { addWaves, HALF_COHERENCE, noWaveSums, type Waves } from './waves.ts';

/** What is known of the law of rows that were drawn. */
export interface DrawnLaw {
  readonly seen: (waves: Waves) => Characteristic;
  readonly view: (center: number) => RowView;
}

/** Probability with which some wave of the drawn rows lies further off than its error says. */
const MISSED = 1e-6;
/** Rows to choose the frequencies by. */
const FIRST_ROWS = 4096;

/**
 * A law of which no formula is known, from rows that are drawn of it where it is asked for. Waves have errors
 * that one law in a million exceeds, so that a correct file is rejected no more often than by an exact law.
 */
export function drawnLaw(draw: () => Float64Array): DrawnLaw {
  const drawn = memoized(draw);
  const seen = (waves: Waves): Characteristic => characteristicOf(drawn(), waves);
  return {
    seen,
    view: (center) => {
      const values = drawn()
        .subarray(0, FIRST_ROWS)
        .filter(Number.isFinite)
        .map((x) => x - center);
      const first = halfCoherence({ values, weights: values.map(tilt) }, 1) / HALF_COHERENCE;
      const waves = { first, center };
      const scaled = (factor: number) => seen({ first: first * factor, center });
      return { waves, right: seen(waves), scaled: memoized(scaled) };
    },
  };
}

/** Means of the waves; a row that is no number may be anything. */
function characteristicOf(rows: Float64Array, waves: Waves): Characteristic {
  const numbers = rows.filter((x) => Math.abs(waves.first * (x - waves.center)) < LARGEST_ANGLE);
  const sums = noWaveSums(FREQUENCIES);
  addWaves(sums, waves, numbers);
  const [count, missing] = [Math.max(1, sums.rows), rows.length - sums.rows];
  const [real, imaginary] = [sums.cosines.map((sum) => sum / count), sums.sines.map((sum) => sum / count)];
  const errors = real.map((re, j) => {
    const variance = Math.max(0, 1 - re * re - imaginary[j]! * imaginary[j]!);
    return meanErrorBound(MISSED / (4 * FREQUENCIES), count, variance) + (2 * missing) / rows.length;
  });
  return { real, imaginary, errors };
}

/** Beyond this a double does not tell the phase at the highest frequency. */
const LARGEST_ANGLE = 1e10;
