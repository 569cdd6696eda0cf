import type { Parameters } from '../integrands/tree.ts';
import type { Plan, PlanIntegrand } from './plan.ts';

/** An integrand with one value for each of its parameters. */
export interface IntegrandPoint {
  /** Place in plan order, from 0. */
  readonly index: number;
  readonly name: string;
  readonly class: string;
  readonly formula: string;
  /** Keys sorted by code unit. */
  readonly parameters: Parameters;
}

/**
 * The integrand points of a plan, lazily: integrands in plan order, and in each the product of its parameter
 * axes. Axes are ordered by parameter name, so that two plans of the same plan_id have the same order; the
 * last one varies fastest.
 */
export function* integrandPoints(plan: Plan): Generator<IntegrandPoint> {
  let first = 0;
  for (const integrand of plan.integrands) {
    yield* integrandPointsOf(integrand, first);
    first += parameterPointCount(integrand);
  }
}

/** The points of one integrand of a plan, lazily; `first` is the index of its first one. */
export function* integrandPointsOf(integrand: PlanIntegrand, first: number): Generator<IntegrandPoint> {
  const count = parameterPointCount(integrand);
  for (let i = 0; i < count; i += 1) {
    yield { index: first + i, ...label(integrand), parameters: parametersAt(integrand, i) };
  }
}

/** How many integrand points a plan has, without enumerating them. */
export function integrandPointCount(plan: Plan): number {
  return plan.integrands.reduce((sum, integrand) => sum + parameterPointCount(integrand), 0);
}

/** The integrand point at a place in plan order. Errors: a RangeError outside the plan. */
export function integrandPointAt(plan: Plan, index: number): IntegrandPoint {
  let rest = index;
  for (const integrand of plan.integrands) {
    const count = parameterPointCount(integrand);
    if (rest >= 0 && rest < count) {
      return { index, ...label(integrand), parameters: parametersAt(integrand, rest) };
    }
    rest -= count;
  }
  throw new RangeError(`the plan has no integrand point ${index}`);
}

/** Product of the lengths of the parameter axes; 1 where there is no parameter. */
export function parameterPointCount(integrand: PlanIntegrand): number {
  return Object.values(integrand.parameters).reduce((product, axis) => product * axis.length, 1);
}

function label(integrand: PlanIntegrand): Pick<IntegrandPoint, 'name' | 'class' | 'formula'> {
  return { name: integrand.name, class: integrand.class, formula: integrand.formula };
}

/** Parameter values at a place in the product of the axes, from 0; keys sorted by code unit. */
export function parametersAt(integrand: PlanIntegrand, index: number): Parameters {
  const names = Object.keys(integrand.parameters).sort();
  const values: [string, number][] = [];
  let rest = index;
  for (const name of names.reverse()) {
    const axis = integrand.parameters[name]!;
    values.unshift([name, axis[rest % axis.length]!]);
    rest = Math.floor(rest / axis.length);
  }
  return Object.fromEntries(values);
}
