import type { Cost } from '../estimators/estimator.ts';
import type { Evaluation, MeasuredCost } from './cost.ts';
import { costOf, type Rounds } from './cost-ratio.ts';

/** What has to be measured of an integrand for the cost of any estimator. */
export const ESTIMATOR_EVALUATIONS: readonly Evaluation[] = [[0], [1], [2], [0, 1]];

/**
 * Nanoseconds of one of the m draws of an estimate: its normals and evaluations; r and r' together share what
 * they can.
 *
 * @param others coordinates beyond the first: each takes a normal and r, whatever the estimator
 */
export function estimatorRounds(cost: Cost, measured: MeasuredCost, others: number): Rounds {
  const { normal, evaluations } = measured;
  const first = firstCoordinate(cost, measured);
  return costOf(1, first, others, costOf(1, normal, 1, evaluations[0]!));
}

function firstCoordinate(
  { normals, values, derivatives, seconds }: Cost,
  { normal, evaluations }: MeasuredCost,
): Rounds {
  const [value, derivative, second, both] = evaluations as [Rounds, Rounds, Rounds, Rounds];
  if (values > 0 && values === derivatives) return costOf(normals, normal, values, both);
  const parts = [costOf(values, value, derivatives, derivative), costOf(normals, normal, seconds, second)];
  return costOf(1, parts[0]!, 1, parts[1]!);
}
