import { readFileSync } from 'node:fs';

/** Tables made by scripts/make-statistics-golden.py with mpmath. */
export const golden = JSON.parse(
  readFileSync(new URL('../golden/statistics.json', import.meta.url), 'utf8'),
) as {
  /** Degrees of freedom, quantile. */
  readonly student95: readonly (readonly [number, number])[];
  /** x, degrees of freedom, P(X ≥ x). */
  readonly chi2Survival: readonly (readonly [number, number, number])[];
};
