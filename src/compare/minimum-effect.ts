import { SIGNIFICANCE } from '../elementary/constants.ts';
import { studentTail } from '../statistics/student-tail.ts';

/** A measured difference with its standard error; df is Infinity where the error is exact. */
export interface Difference {
  readonly difference: number;
  readonly standardError: number;
  readonly degrees: number;
}

/**
 * p-value of the hypothesis that the true difference lies within ±effect: P(|effect + se·T| ≥ |difference|),
 * the largest probability of so large a difference under it. With effect 0 it is the usual two-sided test.
 *
 * Source: Hodges and Lehmann 1954, "Testing the approximate validity of statistical hypotheses", JRSS B 16,
 * sect. 2.
 */
export function differenceProbability(
  { difference, standardError, degrees }: Difference,
  effect: number,
): number {
  const distance = Math.abs(difference);
  const near = studentTail((distance - effect) / standardError, degrees);
  const beyond = (distance + effect) / standardError;
  // Of a normal less than 1e-18 is left there.
  if (degrees === Infinity && beyond > 9) return near;
  return Math.min(1, near + studentTail(beyond, degrees));
}

/**
 * Whether the true difference can be said to lie within ±effect: two one-sided tests at the 5 % level, so
 * that the 90 % interval lies inside. Never for effect 0.
 *
 * Source: Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15, 657–680.
 */
export function isEquivalent({ difference, standardError, degrees }: Difference, effect: number): boolean {
  return studentTail((effect - Math.abs(difference)) / standardError, degrees) <= SIGNIFICANCE;
}
