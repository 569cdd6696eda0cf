import { factorOf, type CoordinateFactor } from './coordinate-factor.ts';
import { differentiate } from '../formula/differentiate.ts';
import { formulaError } from '../formula/tree/formula-error.ts';
import type { Integrand } from './integrand.ts';
import { MAX_TERMS } from '../formula/tree/limits.ts';
import { lowerOutputs } from '../formula/program/lower.ts';
import { call, number } from '../formula/tree/nodes.ts';
import { bindParameters } from '../formula/parameters.ts';
import { parseWritten } from '../formula/parse.ts';
import { printFormula } from '../formula/print.ts';
import type { CoordinateProgram } from '../formula/program/program.ts';
import { simplify } from '../formula/simplify.ts';
import { summandOf } from './summand.ts';
import { isTame } from '../formula/analysis/tame.ts';
import { alongFirst, withParameters, withTerms, type Total, type WrittenFormula } from '../formula/totals.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';

/** A function r(z_1 … z_D) with its parameters bound. Differentiated are the mean and deviation of z_1. */
export interface CoordinateIntegrand {
  /** Canonical formula, parameters by name. */
  readonly formula: string;
  readonly parameters: Parameters;
  /** D, from 2. */
  readonly dimension: number;
  /** r and its derivative in z_1, lowered for the kernel. */
  readonly program: CoordinateProgram;
  /** f where r = Σ f(z_i) over the D coordinates; null where r is no such sum. */
  readonly summand: () => Integrand | null;
  /** Where r is a product of functions of one coordinate, as far as its formula shows it. */
  readonly factor: () => CoordinateFactor | null;
  /**
   * Whether it is known that r and its derivative in z_1 have all moments, and that r is continuous: see
   * `isTame`.
   */
  readonly isTame: () => boolean;
}

/**
 * What kernel and oracle need of a function of D coordinates.
 *
 * Domain: dimension a whole number from 2.
 *
 * @throws GradvarError FORMULA_INVALID (exit 2)
 */
export function compileCoordinates(
  formula: string,
  parameters: Parameters,
  dimension: number,
): CoordinateIntegrand {
  const { tree, totals } = bound(parseWritten(formula), parameters);
  const terms = new Map(totals.map(({ term }) => [othersOf(term), term]));
  if (terms.size > MAX_TERMS)
    throw formulaError(
      `it has ${terms.size} different terms in sum(…) and mean(…), the limit is ${MAX_TERMS}`,
    );
  const along = totals.map((each) => {
    const others: Node = { kind: 'parameter', name: othersOf(each.term) };
    return [each.name, alongFirst(each, others, dimension)] as const;
  });
  const value = simplify(withParameters(tree, new Map(along)));
  const derivative = simplify(differentiate(value));
  return {
    formula,
    parameters,
    dimension,
    program: {
      others: dimension - 1,
      terms: lowerOutputs([...terms.values()], ['z']),
      whole: lowerOutputs([value, derivative], ['z', ...terms.keys()]),
    },
    summand: () => summandOf({ tree, totals }, formula, parameters, dimension),
    factor: () => factorOf({ tree, totals }, formula, parameters, dimension),
    isTame: () => isTame(withTerms({ tree, totals }, (each) => bounded(each, dimension))),
  };
}

/** A function of z with the bounds of a total: D times its term, or its term. */
function bounded({ kind, term }: Total, dimension: number): Node {
  return kind === 'sum' ? call('multiply', number(dimension), term) : term;
}

/** Name of the sum of a term over the other coordinates. */
function othersOf(term: Node): string {
  return `others of ${printFormula(term)}`;
}

/**
 * The formula, simplified, with numbers in place of its parameters; totals keep the names that they have in
 * the tree.
 */
function bound(written: WrittenFormula, parameters: Parameters): WrittenFormula {
  // Every parameter must occur somewhere, but not in every term.
  bindParameters(
    withTerms(written, ({ term }) => term),
    parameters,
  );
  const names = written.totals.map(({ name }) => name);
  const numbers = new Map(Object.entries(parameters).map(([name, value]) => [name, number(value)]));
  const bind = (node: Node): Node => simplify(bindParameters(withParameters(node, numbers), {}, names));
  return {
    tree: bind(written.tree),
    totals: written.totals.map((each) => ({ ...each, term: bind(each.term) })),
  };
}
