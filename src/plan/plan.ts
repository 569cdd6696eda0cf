import { PARAMETERIZATIONS, TOTAL } from '../estimators/component.ts';

/** The fully resolved experiment: plain data, no defaults left, every axis a list of numbers. */

/** What is differentiated, by name. */
export const COMPONENTS = [
  ...(Object.keys(PARAMETERIZATIONS) as readonly (keyof typeof PARAMETERIZATIONS)[]),
  TOTAL,
] as const;

/**
 * One of these, or a direction in mu and sigma: see `DerivedComponent` in src/estimators/component.ts.
 *
 * @example
 * const component: Component = 'log_sigma';
 */
export type Component = string;

/**
 * One integrand with its parameter axes.
 *
 * @example
 * const names = (plan: Plan) => plan.integrands.map((integrand: PlanIntegrand) => integrand.name);
 */
export interface PlanIntegrand {
  /** A label only: it is no part of a cell's content. */
  readonly name: string;
  /**
   * Canonical formula, parameters by name; with sum(…) and mean(…) over the coordinates where there are
   * several.
   */
  readonly formula: string;
  /** Class word of the catalogue, `custom` for a formula of the user's own. */
  readonly class: string;
  /** Values of every parameter of the formula, none empty. The order of the keys means nothing. */
  readonly parameters: Readonly<Record<string, readonly number[]>>;
}

/**
 * A plan is the product integrands × parameters × dimension × phi × x × mu × sigma × m, and what is done in
 * each cell.
 *
 * @example
 * const plan: Plan = loadPlan('configs/ci.yaml');
 */
export interface Plan {
  readonly version: 1;
  /** The stream scheme (src/streams/scheme.ts): another scheme is another plan. */
  readonly scheme: string;
  readonly name: string;
  readonly seed: string;
  readonly integrands: readonly PlanIntegrand[];
  /** Axes of phi by name, and of data x; left out where there are none. */
  readonly phi?: Readonly<Record<string, readonly number[]>>;
  readonly x?: readonly number[];
  /** Values, or a formula in phi and x in canonical form. */
  readonly mu: readonly number[] | string;
  readonly sigma: readonly number[] | string;
  /**
   * Numbers of coordinates of Z; left out where it is 1 alone, so that such a plan reads as it always has.
   */
  readonly dimension?: readonly number[];
  /** Draws a trial. */
  readonly m: readonly number[];
  /** Trials a cell; with a precision, the most. */
  readonly trials: number;
  readonly components: readonly Component[];
  /** Names; pairs are formed against the last one. */
  readonly estimators: readonly string[];
  /** There only if cells may end before `trials`: a plan without it keeps the plan_id that it always had. */
  readonly precision?: Precision;
}

/** When a cell may end early: see src/statistics/stopping.ts. */
export interface Precision {
  /** Largest relative half width, sqrt(high/low) − 1, of the 95 % interval of every variance ratio. */
  readonly ratio: number;
}

/** Numbers of coordinates of a plan. */
export function dimensionsOf({ dimension }: Plan): readonly number[] {
  return dimension ?? [1];
}
