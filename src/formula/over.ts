import { formulaError } from './tree/formula-error.ts';
import { formulaParameters } from './parameters.ts';
import { parseFormula, parseWritten } from './parse.ts';
import { printFormula } from './print.ts';
import { call, number, Z } from './tree/nodes.ts';
import { total, totalNode, withParameters } from './totals.ts';
import type { Node } from './tree/tree.ts';

/**
 * How a formula may say what it is for coordinates z_1 … z_D beside sum(…) and mean(…) in its text: it is the
 * function of one coordinate whose `sum` or `mean` is meant, or a function of s = Σ z_i and q = Σ z_i²
 * (`sq`).
 */
export const OVERS = ['sum', 'mean', 'sq'] as const;
export type Over = (typeof OVERS)[number];

/**
 * The canonical formula in sum(…) and mean(…): sum(z^2) of z^2 over `sum`, exp(-sum(z^2))*sum(z) of exp(-q)*s
 * over `sq`.
 *
 * @throws GradvarError FORMULA_INVALID
 */
export function overCoordinates(text: string, over: Over): string {
  const { tree, totals } = parseWritten(text);
  if (totals.length > 0) throw formulaError('it has sum(…) or mean(…) already', 'leave `over` out');
  return printFormula(over === 'sq' ? inTotals(tree) : totalNode(total(over, tree)));
}

const HOLDS_TOTAL = /(?:sum|mean)\(/;

/**
 * What a canonical formula of coordinates is for a single one, sum(u) and mean(u) being u; one of z is as it
 * is.
 */
export function oneCoordinate(formula: string): string {
  return HOLDS_TOTAL.test(formula) ? printFormula(parseFormula(formula)) : formula;
}

function inTotals(tree: Node): Node {
  const names = formulaParameters(tree);
  if (holdsZ(tree))
    throw formulaError('found z, expected a formula in s and q', 's is sum(z), q is sum(z^2)');
  if (!names.includes('s') && !names.includes('q'))
    throw formulaError('found neither s nor q, expected a formula in s and q', 's is sum(z), q is sum(z^2)');
  const square = call('power', Z, number(2));
  const totals = new Map([
    ['s', totalNode(total('sum', Z))],
    ['q', totalNode(total('sum', square))],
  ]);
  return withParameters(tree, totals);
}

function holdsZ(node: Node): boolean {
  return node.kind === 'z' || (node.kind === 'call' && node.args.some(holdsZ));
}
