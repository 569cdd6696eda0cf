import { oneCoordinate } from '../formula/over.ts';
import { formulaParameters } from '../formula/parameters.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Parameters } from '../formula/tree/tree.ts';
import { dimensionsOf, type Plan, type PlanIntegrand } from './plan.ts';

/** An integrand with one value for each of its parameters, of one number of coordinates. */
export interface IntegrandPoint {
  /** Place in plan order, from 0. */
  readonly index: number;
  readonly name: string;
  readonly class: string;
  /**
   * Canonical formula, parameters by name. That of one coordinate is a plain one, without sum(…) or mean(…).
   */
  readonly formula: string;
  /** Keys sorted by code unit. */
  readonly parameters: Parameters;
  /** Coordinates z_1 … z_D of Z. */
  readonly dimension: number;
  /** Names in the formula whose values a cell has beside its parameters: mu, sigma, those of phi, x. */
  readonly knows: readonly string[];
}

/**
 * The integrand points of a plan, lazily: integrands in plan order, in each the product of its parameter
 * axes, and for each the dimensions. Axes are ordered by parameter name, so that two plans of the same
 * plan_id have the same order; the last one varies fastest.
 */
export function* integrandPoints(plan: Plan): Generator<IntegrandPoint> {
  const dimensions = dimensionsOf(plan);
  let first = 0;
  for (const integrand of plan.integrands) {
    yield* integrandPointsOf(integrand, dimensions, first);
    first += integrandPointCountOf(integrand, dimensions);
  }
}

/** The points of one integrand of a plan, lazily; `first` is the index of its first one. */
export function* integrandPointsOf(
  integrand: PlanIntegrand,
  dimensions: readonly number[],
  first: number,
): Generator<IntegrandPoint> {
  const count = integrandPointCountOf(integrand, dimensions);
  const formulas = formulasOf(integrand, dimensions);
  for (let i = 0; i < count; i += 1) yield pointOf(integrand, dimensions, formulas, i, first + i);
}

/** How many integrand points a plan has, without enumerating them. */
export function integrandPointCount(plan: Plan): number {
  const dimensions = dimensionsOf(plan);
  return plan.integrands.reduce((sum, integrand) => sum + integrandPointCountOf(integrand, dimensions), 0);
}

/** The integrand point at a place in plan order. Errors: a RangeError outside the plan. */
export function integrandPointAt(plan: Plan, index: number): IntegrandPoint {
  const dimensions = dimensionsOf(plan);
  let rest = index;
  for (const integrand of plan.integrands) {
    const count = integrandPointCountOf(integrand, dimensions);
    if (rest >= 0 && rest < count)
      return pointOf(integrand, dimensions, formulasOf(integrand, dimensions), rest, index);
    rest -= count;
  }
  throw new RangeError(`the plan has no integrand point ${index}`);
}

/** Product of the lengths of the parameter axes and of the dimensions. */
function integrandPointCountOf(integrand: PlanIntegrand, dimensions: readonly number[]): number {
  return parameterPointCount(integrand) * dimensions.length;
}

/** Product of the lengths of the parameter axes; 1 where there is no parameter. */
export function parameterPointCount(integrand: Pick<PlanIntegrand, 'parameters'>): number {
  return Object.values(integrand.parameters).reduce((product, axis) => product * axis.length, 1);
}

/** The formula in each dimension, and what it knows of its cell. */
interface Formulas {
  readonly texts: readonly string[];
  readonly knows: readonly string[];
}

function formulasOf({ formula, parameters }: PlanIntegrand, dimensions: readonly number[]): Formulas {
  return {
    texts: dimensions.map((dimension) => (dimension > 1 ? formula : oneCoordinate(formula))),
    knows: knownNames(formula, parameters),
  };
}

/** Names in a formula that are none of its own parameters. */
export function knownNames(
  formula: string,
  parameters: Readonly<Record<string, unknown>>,
): readonly string[] {
  return formulaParameters(parseFormula(formula)).filter((name) => !Object.hasOwn(parameters, name));
}

function pointOf(
  integrand: PlanIntegrand,
  dimensions: readonly number[],
  { texts, knows }: Formulas,
  place: number,
  index: number,
): IntegrandPoint {
  const d = place % dimensions.length;
  return {
    index,
    name: integrand.name,
    class: integrand.class,
    formula: texts[d]!,
    parameters: parametersAt(integrand, Math.floor(place / dimensions.length)),
    dimension: dimensions[d]!,
    knows,
  };
}

/** Parameter values at a place in the product of the axes, from 0; keys sorted by code unit. */
export function parametersAt(integrand: Pick<PlanIntegrand, 'parameters'>, index: number): Parameters {
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
