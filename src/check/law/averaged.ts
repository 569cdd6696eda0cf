import type { Integrand } from '../../integrands/integrand.ts';
import {
  drawTreesAt,
  substitute,
  timesTree,
  variableTree,
  type DrawTrees,
} from '../../estimators/contribution-trees.ts';
import { lowerProgram } from '../../formula/program/lower.ts';
import { simplify } from '../../formula/simplify.ts';
import { call, number, Z, ZERO } from '../../formula/tree/nodes.ts';
import type { Node } from '../../formula/tree/tree.ts';
import { analyze, type Analysis } from '../../truth/line/analysis.ts';
import type { EstimateForm } from '../../truth/one-draw/variable/estimate-form.ts';
import type { DrawVariable } from '../../truth/one-draw/variable/variable.ts';

/** Rows that are means of so many independent draws of a formula in eps, a standard normal. */
export interface Averaged {
  readonly draw: Analysis;
  readonly draws: number;
}

/** r, r' and r'' at mu + sigma·eps as formulas in eps. */
export function drawTrees(integrand: Integrand, mu: number, sigma: number, eps: Node = Z): DrawTrees {
  return drawTreesAt(integrand, eps, (tree) => atDraw(tree, mu, sigma, eps));
}

/** A formula in z as one in eps, z = mu + sigma·eps. */
export function atDraw(tree: Node, mu: number, sigma: number, eps: Node = Z): Node {
  return substitute(tree, call('add', number(mu), timesTree(number(sigma), eps)));
}

/**
 * Means of draws of a formula in eps.
 *
 * @throws GradvarError FORMULA_INVALID if it is too large
 */
export function averaged(tree: Node, draws: number): Averaged {
  const value = simplify(tree);
  const program = lowerProgram(value, ZERO);
  const nothing = { formula: '', parameters: {}, derivative: ZERO, secondDerivative: ZERO };
  return { draw: analyze({ ...nothing, value, program }), draws };
}

/**
 * What an estimate averages, with r's own derivative where there is one, times a factor; null where it is no
 * average of draws of one eps, or a constant in it is not known.
 */
export function averagedForm(
  form: EstimateForm,
  factor: number,
  treesAt: (eps: Node) => DrawTrees,
  own: Node | null = null,
): Averaged | null {
  if (form.kind !== 'average' || !isKnown(form.variable)) return null;
  const of = (eps: Node): Node => variableTree(form.variable, treesAt(eps));
  const [scale, x] = [form.scale * factor, of(Z)];
  const isPair = form.family === 'mirrored';
  const drawn = isPair ? call('add', x, of(call('negate', Z))) : x;
  const frozen = timesTree(number(isPair ? scale / 2 : scale), drawn);
  return averaged(own === null ? frozen : call('add', frozen, timesTree(number(factor), own)), form.draws);
}

function isKnown({ baseline, constant, value, derivative, second }: DrawVariable): boolean {
  return [baseline, ...constant, ...value, ...derivative, ...second].every(Number.isFinite);
}
