import { differentiate } from '../formula/differentiate.ts';
import { bindParameters, formulaParameters } from '../formula/parameters.ts';
import { parseFormula } from '../formula/parse.ts';
import { simplify } from '../formula/simplify.ts';
import { call, isZero, number } from '../formula/tree/nodes.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';
import { movesBreaks } from '../formula/analysis/moving-breaks.ts';
import type { Direction } from '../truth/one-draw/variable/direction.ts';
import { alongAt, type ComponentPoint, type DerivedComponent } from './component.ts';

/**
 * r's own derivative by a component, z held fast: dr/dphi = (dr/dmu) mu' + (dr/dsigma) sigma' + r by phi
 * itself.
 */
export interface OwnTerm {
  /** In z alone. */
  readonly tree: Node;
  /** Whether a jump of r moves with phi: then the derivative almost everywhere is not all there is. */
  readonly movesJumps: boolean;
}

/** Whether r does not change along a component, z held fast. */
export function isNothing({ tree, movesJumps }: OwnTerm): boolean {
  return isZero(tree) && !movesJumps;
}

/** The own derivatives of an r that knows phi, at one point. */
export interface OwnTerms {
  readonly along: (component: DerivedComponent) => OwnTerm;
}

/**
 * @param parameters values of all names in the formula
 * @param knows those that are the cell's: mu, sigma, names of phi, x
 *
 * @throws GradvarError FORMULA_INVALID if a derivative is too large
 */
export function ownTerms(
  formula: string,
  parameters: Parameters,
  knows: readonly string[],
): (point: ComponentPoint) => OwnTerms {
  const tree = parseFormula(formula);
  const derivatives = new Map(knows.map((name) => [name, bound(differentiate(tree, name), parameters)]));
  const moving = new Set(knows.filter((name) => movesBreaks(tree, name)));
  return (point) => ({
    along: (component) => {
      const weights = weightsOf(component, alongAt(component, point, true).direction);
      const used = [...weights].filter(([name, weight]) => weight !== 0 && derivatives.has(name));
      const terms = used.map(([name, weight]) => call('multiply', number(weight), derivatives.get(name)!));
      return {
        tree: simplify(terms.reduce((sum, term) => call('add', sum, term), number(0))),
        movesJumps: used.some(([name]) => moving.has(name)),
      };
    },
  });
}

/** How much each name that r may know changes along a component. */
function weightsOf(component: DerivedComponent, { mu, sigma }: Direction): ReadonlyMap<string, number> {
  return new Map([
    ['mu', mu],
    ['sigma', sigma],
    [component, component === 'mu' ? mu : component === 'sigma' ? sigma : 1],
  ]);
}

function bound(tree: Node, parameters: Parameters): Node {
  const names = formulaParameters(tree);
  return bindParameters(tree, Object.fromEntries(names.map((name) => [name, parameters[name]!])));
}
