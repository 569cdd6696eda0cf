import { kurtosisAt } from '../../truth/exact/at-sample-size.ts';
import { finite } from '../../truth/exact/exact-number.ts';
import type { Draw, DrawMoments, Drawn } from '../law/draws.ts';
import type { RowMoments } from '../moments/moment-tests.ts';
import type { SampleMoments } from '../moments/sample-moments.ts';
import type { Setting } from './setting.ts';

/** A mistake, and the moments that the rows have if it was made. */
export interface Cause {
  readonly name: string;
  /** What may be wrong, and what to do. */
  readonly sentence: (setting: Setting) => string;
  /** What the rows would be: none where the mistake cannot be made, several where it has a number in it. */
  readonly predict: (setting: Setting, sample: SampleMoments) => readonly Prediction[];
}

export interface Prediction {
  readonly row: RowMoments;
  /** What the rows would be means of; null where they are no means of independent draws. */
  readonly drawn: Drawn | null;
  /** The number in the mistake, as text; empty if there is none. */
  readonly detail: string;
}

/** Rows that average m independent draws. */
export function rowOf({ mean, variance, kurtosis }: DrawMoments, m: number): RowMoments {
  const ofMean = kurtosisAt(finite(kurtosis, 0), m);
  return { mean, variance: variance / m, kurtosis: ofMean.kind === 'finite' ? ofMean.value : Infinity };
}

/**
 * A mistake that puts something else in place of what each draw contributes; null where it cannot be made.
 */
export function drawCause(
  name: string,
  sentence: string | ((setting: Setting) => string),
  instead: (setting: Setting) => ((draw: Draw) => number) | null,
): Cause {
  return {
    name,
    sentence: typeof sentence === 'string' ? () => sentence : sentence,
    predict: (setting) => {
      const f = instead(setting);
      if (f === null) return [];
      const { m, sigma } = setting;
      return [{ row: rowOf(setting.moments(f), m), drawn: { f, m, sigma }, detail: '' }];
    },
  };
}

/** A mistake that multiplies every row by a number; null where it cannot be made. */
export function factorCause(
  name: string,
  sentence: string | ((setting: Setting) => string),
  factor: (setting: Setting) => number | null,
): Cause {
  return drawCause(name, sentence, (setting) => {
    const times = factor(setting);
    return times === null || times === 1 ? null : (draw) => times * setting.correct(draw);
  });
}
