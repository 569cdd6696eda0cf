import type { Direction } from '../truth/one-draw/variable/direction.ts';
import type { EstimateForm } from '../truth/one-draw/variable/estimate-form.ts';
import type { ExactComponent, ExactEstimate } from '../truth/exact/exact.ts';
import type { BaseComponent } from './component.ts';

/**
 * Constants that estimators take from the oracle, as numbers: NaN where they are not known. See `Baselines`.
 */
export interface Constants {
  readonly expectation: number;
  readonly optimal: number;
  readonly mix: number;
}

export const NO_CONSTANTS: Constants = { expectation: NaN, optimal: NaN, mix: NaN };

/** What the form of an estimate depends on. */
export interface FormContext {
  readonly direction: Direction;
  readonly sigma: number;
  /** Evaluations a trial. */
  readonly m: number;
  readonly constants: Constants;
}

/** Random numbers, and evaluations of r, r' and r'', for each of the m of an estimate of one component. */
export interface Cost {
  readonly normals: number;
  readonly values: number;
  readonly derivatives: number;
  readonly seconds: number;
}

/** The same cost in both components. */
export function costOfBoth(cost: Partial<Cost>): Readonly<Record<BaseComponent, Cost>> {
  const full = { normals: 1, values: 0, derivatives: 0, seconds: 0, ...cost };
  return { mu: full, sigma: full };
}

/**
 * Sums that the kernel keeps of every cell whatever is asked for: the number of the contribution, and its
 * exact law.
 */
export interface BuiltIn {
  readonly contribution: Readonly<Record<BaseComponent, number>>;
  /** Its share of the exact quantities of a component. */
  readonly exact: (component: ExactComponent) => ExactEstimate;
}

/**
 * A Monte Carlo estimator of dJ/dmu and dJ/dsigma, J = E r(Z), Z = mu + sigma·eps: data and pure functions.
 *
 * @example
 * const describe = ({ name, requires }: Estimator) => `${name} requires ${requires}`;
 */
export interface Estimator {
  /** Name in configs and CSV files. */
  readonly name: string;
  readonly title: string;
  /** What is averaged over the m draws, by component. */
  readonly formula: Readonly<Record<BaseComponent, string>>;
  readonly approximates: string;
  readonly with: string;
  readonly requires: string;
  /** Paper and equation. */
  readonly source: string;
  readonly cost: Readonly<Record<BaseComponent, Cost>>;
  /**
   * Whether an estimate is the mean of m independent draws, so that its variance is the draw variance over m.
   */
  readonly average: boolean;
  /** What m must be, where not every m will do. */
  readonly needsOfM: { readonly text: string; readonly holds: (m: number) => boolean } | null;
  /** Name of the estimator whose sums it reads, with a scale of its own; mostly its own name. */
  readonly sumsOf: string;
  readonly builtIn: BuiltIn | null;
  /**
   * Whether r's own derivative by phi, z held fast, is added to what each draw contributes. Those that leave
   * it out estimate the gradient of an r that knows phi with the bias −E dr/dphi.
   */
  readonly ownTerm: boolean;
  /**
   * Whether a constant is chosen for each direction: then the estimate along one is no sum of those along
   * others.
   */
  readonly choosesByDirection: boolean;
  /**
   * How an estimate is made of its draws: what the kernel sums, and what its exact law is worked out from.
   */
  readonly form: (context: FormContext) => EstimateForm;
}
