import { SIGNIFICANCE } from '../elementary/constants.ts';
import { normquantile } from '../elementary/normal-quantile.ts';
import { log1p } from '../elementary/log.ts';
import { roundedUp } from '../statistics/rounded-up.ts';
import type { ComparedRow } from './compared-row.ts';

/** How precise a row must be to be decided. */
export interface WantedPrecision {
  readonly effect: number;
  /** Level of the rows, and their number. */
  readonly q: number;
  readonly family: number;
  /** Largest standard error of a log difference that decides; null without a minimum effect. */
  readonly standardError: number | null;
}

/**
 * The standard error with which a row is decided with a probability of 90 % in either case: called equivalent
 * if nothing changed, and changed if a variance or the ratio changed by a factor of (1 + effect)² or more.
 * What lies between may stay inconclusive with any number of trials.
 *
 * Both cases are log(1 + effect) away from the boundary, so it is log(1 + effect) over the sum of the
 * quantiles of level and power. The level is Bonferroni's, q/(7·family), the strictest that can be asked of a
 * row.
 */
export function precisionFor(effect: number, q: number, family: number): WantedPrecision {
  if (effect === 0 || family === 0) return { effect, q, family, standardError: null };
  const equivalence = -2 * normquantile(SIGNIFICANCE);
  const change = -normquantile(q / (MOST_QUANTITIES * family)) - normquantile(0.1);
  return { effect, q, family, standardError: log1p(effect) / Math.max(equivalence, change) };
}

const MOST_QUANTITIES = 7;

/**
 * Trials on each of two sides with seeds of their own after which a row is decided; the standard error falls
 * as 1/sqrt(trials). Rounded up to two digits; null where it cannot be told.
 */
export function trialsNeeded(row: ComparedRow, { standardError }: WantedPrecision): number | null {
  if (row.kind === 'settled') return row.trialsNeeded;
  if (standardError === null || row.varianceAtOneTrial === 0) return null;
  return roundedUp(row.varianceAtOneTrial / (standardError * standardError));
}
