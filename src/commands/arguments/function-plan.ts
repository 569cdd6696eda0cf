import { locatedData } from '../../config/reading/located.ts';
import { resolvePlan } from '../../config/resolve.ts';
import { usage } from '../../errors.ts';
import type { GuidePoint } from '../../estimators/guide-point.ts';
import { catalogueEntry } from '../../integrands/catalogue.ts';
import { guideOf } from '../../plan/guide.ts';
import type { Plan } from '../../plan/plan.ts';
import { integrandPoints, type IntegrandPoint } from '../../plan/points.ts';
import { typedValue, typedValues } from './formula-arguments.ts';

/** One function by phi as it was typed: a formula or a name of the catalogue, and its quantities. */
export interface FunctionByPhi {
  readonly formula: string;
  readonly params: Readonly<Record<string, string>>;
  readonly phi: Readonly<Record<string, string>>;
  readonly x: string | undefined;
  readonly mu: string;
  readonly sigma: string;
  /** Empty for all that there are. */
  readonly components: readonly string[];
}

/**
 * The plan of a function, as a config gives it: so every rule of configs holds.
 *
 * @param command the command that asks
 * @throws GradvarError CONFIG_INVALID (2)
 */
export function functionPlan(
  { formula, params, phi, x, mu, sigma, components }: FunctionByPhi,
  command: string,
  wanted: { readonly m: number; readonly estimators: readonly string[] },
): Plan {
  const integrand = catalogueEntry(formula) === null ? { name: 'r', formula } : { name: formula };
  const options = {
    ...{ version: 1, name: command, seed: '1', trials: 2, ...wanted },
    integrands: [{ ...integrand, params: typedValues(params) }],
    ...(Object.keys(phi).length === 0 ? {} : { phi: typedValues(phi) }),
    ...(x === undefined ? {} : { x: typedValue(x) }),
    ...{ mu: typedValue(mu), sigma: typedValue(sigma) },
    ...(components.length === 0 ? {} : { components }),
  };
  return resolvePlan({ source: `gradvar ${command}`, root: locatedData(options) });
}

/** The two estimators that are asked about where nobody names others. */
export const SCORE_AND_PATHWISE = { m: 1, estimators: ['score', 'pathwise'] } as const;

/**
 * The only point of a plan.
 *
 * @throws GradvarError USAGE (2) if it has several
 */
export function onlyPoint(plan: Plan): { readonly integrand: IntegrandPoint; readonly at: GuidePoint } {
  const guide = guideOf(plan);
  const [integrand, ...more] = [...integrandPoints(plan)];
  if (integrand === undefined || more.length > 0 || guide.count > 1)
    throw usage('found several values of a quantity, expected one of each');
  return { integrand, at: guide.at(0) };
}
