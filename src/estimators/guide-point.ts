import { differentiate } from '../formula/differentiate.ts';
import { evaluate } from '../formula/evaluate.ts';
import { bindParameters, formulaParameters } from '../formula/parameters.ts';
import { parseFormula } from '../formula/parse.ts';
import { simplify } from '../formula/simplify.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';
import type { Slopes } from './component.ts';

/** What mu and sigma come from, where there are phi or x. */
export interface Guided {
  /** Keys sorted by code unit. */
  readonly phi: Parameters;
  readonly x: number | null;
  /** d mu and d sigma by each of phi. */
  readonly slopes: Slopes;
}

/** The law of Z ~ N(mu, sigma²) at a point. Plain data. */
export interface GuidePoint {
  readonly mu: number;
  readonly sigma: number;
  readonly guided: Guided | null;
}

/** mu or sigma as a function of phi and x, with its slopes by the names of phi. */
export type GuideQuantity = (values: Parameters) => {
  readonly value: number;
  readonly slope: (name: string) => number;
};

/**
 * The function that a formula is; its derivatives are taken symbolically.
 *
 * @throws GradvarError FORMULA_INVALID
 */
export function guideQuantity(formula: string, names: readonly string[]): GuideQuantity {
  const tree = parseFormula(formula);
  const slopes = new Map(names.map((name) => [name, simplify(differentiate(tree, name))]));
  return (values) => ({
    value: valueOf(tree, values),
    slope: (name) => valueOf(slopes.get(name)!, values),
  });
}

/** One that changes with nothing. */
export function fixedQuantity(value: number): ReturnType<GuideQuantity> {
  return { value, slope: () => 0 };
}

/** The point at given phi (keys sorted) and x. */
export function guidePoint(
  mu: ReturnType<GuideQuantity>,
  sigma: ReturnType<GuideQuantity>,
  { phi, x }: Pick<Guided, 'phi' | 'x'>,
): GuidePoint {
  const slopes = Object.fromEntries(
    Object.keys(phi).map((name) => [name, { mu: mu.slope(name), sigma: sigma.slope(name) }]),
  );
  return { mu: mu.value, sigma: sigma.value, guided: { phi, x, slopes } };
}

/** All values that formulas of mu, sigma and r may name at a point. */
export function namedValues({ mu, sigma, guided }: GuidePoint): Parameters {
  return { ...guided?.phi, mu, sigma, ...(guided?.x == null ? {} : { x: guided.x }) };
}

/** The value of a tree without z. */
function valueOf(tree: Node, values: Parameters): number {
  const used = formulaParameters(tree).map((name) => [name, values[name]!] as const);
  return evaluate(bindParameters(tree, Object.fromEntries(used)), 0) + 0;
}
