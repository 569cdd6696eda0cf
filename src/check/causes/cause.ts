import type { RowClaim } from '../law/claimed-law.ts';
import type { RowLaw } from '../law/row-law.ts';
import type { Setting } from './setting.ts';

/** A mistake, and what the rows are if it was made. */
export interface Cause {
  readonly name: string;
  /** What may be wrong, and what to do. */
  readonly sentence: string | ((setting: Setting) => string);
  /** What the rows would be: none where the mistake cannot be made, several where it has a number in it. */
  readonly predict: (setting: Setting) => readonly Prediction[];
}

export interface Prediction {
  readonly law: RowLaw;
  /** The number in the mistake, as text; empty if there is none. */
  readonly detail: string;
  /** How freely a number in it was chosen to fit the file, in standard errors that it must be better by. */
  readonly freedom: number;
  /** What to claim instead, if the rows are right as something else. */
  readonly claim: RowClaim | null;
}

/** No number in it, one of a list, one that was solved for, and each of its digits. */
export const FREEDOM = { none: 0, chosen: 0.7, solved: 1.4, digit: 0.2 } as const;

export function prediction(law: RowLaw, more: Partial<Omit<Prediction, 'law'>> = {}): Prediction {
  return { law, detail: '', freedom: FREEDOM.none, claim: null, ...more };
}

/** A mistake without a number in it; null where it cannot be made. */
export function plainCause(
  name: string,
  sentence: Cause['sentence'],
  lawOf: (setting: Setting) => RowLaw | null,
): Cause {
  return {
    name,
    sentence,
    predict: (setting) => {
      const law = lawOf(setting);
      return law === null ? [] : [prediction(law)];
    },
  };
}
