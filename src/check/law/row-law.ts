import type { ExactEstimate } from '../../truth/exact/exact.ts';
import { EXACT_ZERO, finite, plus, scaled, scaledVariance } from '../../truth/exact/exact-number.ts';
import type { RowMoments } from '../moments/moment-tests.ts';
import { shifted, type Characteristic } from './characteristic.ts';
import type { Waves } from './waves.ts';

/** What the rows of a file may be, and what is known of such rows. */
export interface RowLaw {
  readonly moments: ExactEstimate;
  /** What a row is reckoned from is of this size: rounding is relative to it. */
  readonly size: number;
  /** What the rows look like through waves; null where that is not known. */
  readonly seen: ((waves: Waves) => Characteristic) | null;
  /** Simulated rows that all this comes from; Infinity where it is exact. */
  readonly rows: number;
}

/** The law of rows that are times·x + offset. */
export function transformed({ moments, size, seen, rows }: RowLaw, times: number, offset = 0): RowLaw {
  const { mean, bias, variance, kurtosis } = moments;
  const moved = plus(scaled(mean, times), finite(offset, 0));
  return {
    moments: {
      mean: times === 0 ? finite(offset, 0) : moved,
      bias: scaled(bias, times),
      variance: times === 0 ? EXACT_ZERO : scaledVariance(variance, times),
      kurtosis,
    },
    size: Math.max(size, Math.abs(offset)),
    seen:
      seen === null
        ? null
        : ({ first, center }) =>
            shifted(seen({ first: first * times, center }), first, (times - 1) * center + offset),
    rows,
  };
}

/** The moments as numbers; null where mean or variance is infinite or not known. */
export function knownMoments({ mean, variance, kurtosis }: ExactEstimate): RowMoments | null {
  if (mean.kind !== 'finite' || variance.kind !== 'finite') return null;
  const known = kurtosis.kind === 'finite' ? kurtosis.value : Infinity;
  return { mean: mean.value, variance: variance.value, kurtosis: known };
}
