import { pathwiseAntithetic, scoreAntithetic } from './antithetic.ts';
import type { Estimator } from './estimator.ts';
import { pathwiseFrozen, scoreFrozen } from './frozen.ts';
import { pathwiseRqmc, scoreRqmc } from './lattice.ts';
import { measureValued } from './measure-valued.ts';
import { mixed } from './mixed.ts';
import { pathwise } from './pathwise.ts';
import { price } from './price.ts';
import { scoreConstant, scoreOptimal } from './score-baselines.ts';
import { scoreBatchMean, scoreLoo } from './score-batch.ts';
import { score } from './score.ts';

/**
 * Every estimator, in the order in which they are listed.
 *
 * @example
 * estimators.map(({ name }) => name).slice(0, 2); // → ['score', 'pathwise']
 */
export const estimators: readonly Estimator[] = [
  score,
  pathwise,
  scoreConstant,
  scoreOptimal,
  scoreLoo,
  scoreBatchMean,
  scoreAntithetic,
  pathwiseAntithetic,
  measureValued,
  price,
  scoreRqmc,
  pathwiseRqmc,
  mixed,
  scoreFrozen,
  pathwiseFrozen,
];

export function estimatorByName(name: string): Estimator | undefined {
  return estimators.find((estimator) => estimator.name === name);
}

/** Numerator and denominator of a variance ratio. */
export interface EstimatorPair {
  readonly first: Estimator;
  readonly second: Estimator;
}

/**
 * The pairs of a list of names: each name before the last, against the last.
 *
 * Errors: throws RangeError on a name that no estimator has; configs are checked for that before.
 */
export function estimatorPairs(names: readonly string[]): readonly EstimatorPair[] {
  const chosen = names.map(requireEstimator);
  return chosen.slice(0, -1).map((first) => ({ first, second: chosen.at(-1)! }));
}

/** Errors: throws RangeError on a name that no estimator has. */
export function requireEstimator(name: string): Estimator {
  const found = estimatorByName(name);
  if (found !== undefined) return found;
  const known = estimators.map((estimator) => estimator.name).join(', ');
  throw new RangeError(`no estimator is named "${name}"; there are ${known}`);
}
