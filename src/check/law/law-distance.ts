import type { Drawn } from './draws.ts';
import type { RowView } from './row-view.ts';
import { boundedMeanQuantile } from '../moments/tail-bounds.ts';
import { WAVES, waveDifferences } from './wave-differences.ts';
import type { WaveSums } from './waves.ts';
import type { WrongLaws } from './wrong-laws.ts';

/** The waves of a file, those of everything that it could be, and of the errors that it should show. */
export interface LawEvidence {
  readonly view: RowView;
  readonly wrong: WrongLaws;
  readonly sums: WaveSums;
  readonly rounding: Float64Array;
}

/** Probability with which a file of a mistake may fail to fit it. */
const MISFIT = 1e-3;

/** Largest difference of a wave in what chance allows; up to 1 the file may be means of these draws. */
export function lawDistance(drawn: Drawn, { view, sums, rounding }: LawEvidence): number {
  const differences = waveDifferences(view.waves, view.of(drawn), sums, rounding);
  return differences.reduce((largest, { measured, exact, variance, range, allowance }) => {
    const allowed = boundedMeanQuantile(MISFIT / WAVES, sums.rows, variance, range) + allowance;
    return Math.max(largest, Math.abs(measured - exact) / allowed);
  }, 0);
}
