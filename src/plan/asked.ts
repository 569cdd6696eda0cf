import type { Asked } from '../estimators/asked.ts';
import { movedBy } from './guide.ts';
import type { Plan, Precision } from './plan.ts';
import { knownNames } from './points.ts';

/** What the rows of a plan's cells depend on beside the cells: plain data, for a worker has no plan. */
export interface RowPlan {
  readonly asked: Asked;
  /** Trials a cell; with a precision, the most. */
  readonly trials: number;
  /** null where every cell has the same trials. */
  readonly precision: Precision | null;
}

export function rowPlanOf(plan: Plan): RowPlan {
  return { asked: askedOf(plan), trials: plan.trials, precision: plan.precision ?? null };
}

/** What a plan asks of each of its points and cells. */
export function askedOf(plan: Plan): Asked {
  const { estimators, components, m, mu, sigma, integrands } = plan;
  const names = Object.keys(plan.phi ?? {}).sort();
  const [ofMu, ofSigma] = [movedBy(mu, names), movedBy(sigma, names)];
  const moves = names.map(
    (name) => [name, { mu: ofMu.includes(name), sigma: ofSigma.includes(name) }] as const,
  );
  const knowsPhi = integrands.some(({ formula, parameters }) =>
    knownNames(formula, parameters).some((name) => name !== 'x'),
  );
  return { estimators, components, m, moves: Object.fromEntries(moves), knowsPhi };
}
