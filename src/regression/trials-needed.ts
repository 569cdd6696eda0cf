import { log1p } from '../elementary/log.ts';
import type { ComparedRow } from './compared-row.ts';
import { normalQuantile } from './student-tail.ts';

/** What fixes how many trials a row needs. */
export interface Precision {
  readonly effect: number;
  /** Level of the rows, and their number. */
  readonly q: number;
  readonly family: number;
}

/**
 * Trials on each of two sides with seeds of their own after which an inconclusive row is decided with a probability of
 * 90 % in either case: called equivalent if nothing changed, and changed if a variance or the ratio changed by a factor
 * of (1 + effect)² or more. What lies between may stay inconclusive with any number of trials.
 *
 * Both cases are log(1 + effect) away from the boundary, so the standard error of the difference must be log(1 + effect)
 * over the sum of the quantiles of level and power; it falls as 1/sqrt(trials). The level of the test is Bonferroni's,
 * q/(7·family), the strictest that can be asked of a row. Rounded up to two digits; null where it cannot be told.
 */
export function trialsNeeded(row: ComparedRow, { effect, q, family }: Precision): number | null {
  if (row.kind === 'settled') return row.trialsNeeded;
  if (effect === 0 || row.varianceAtOneTrial === 0) return null;
  const equivalence = normalQuantile(0.05) + normalQuantile(0.05);
  const change = normalQuantile(q / (MOST_QUANTITIES * family)) + normalQuantile(0.1);
  const standardError = log1p(effect) / Math.max(equivalence, change);
  return roundedUp(row.varianceAtOneTrial / (standardError * standardError));
}

const MOST_QUANTITIES = 7;

function roundedUp(trials: number): number {
  let unit = 1;
  while (trials > 100 * unit) unit *= 10;
  return Math.ceil(trials / unit) * unit;
}
