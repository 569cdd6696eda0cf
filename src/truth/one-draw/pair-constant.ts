import { NORMAL_REACH } from '../../elementary/constants.ts';
import { breaksWithin, finderOf, type BreakFinder } from '../../formula/analysis/breaks.ts';
import { differentiate } from '../../formula/differentiate.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { call } from '../../formula/tree/nodes.ts';
import { symmetryOf } from '../../formula/analysis/parity.ts';
import { simplify } from '../../formula/simplify.ts';
import type { Node } from '../../formula/tree/tree.ts';
import { movedTo } from './variable/symmetries.ts';

/** Relative distance below which two places are one. */
const SAME = 1e-12;

/**
 * Whether f(mu + h) + sign·f(mu − h) is one number for all h > 0, f being piecewise constant: `step` and sign
 * −1 at mu = 0, say.
 *
 * @param finder of the places where f jumps
 */
export function isPairConstant(
  f: Node,
  finder: BreakFinder,
  mu: number,
  sigma: number,
  sign: 1 | -1,
): boolean {
  const found = breaksWithin(finder, mu - NORMAL_REACH * sigma, mu + NORMAL_REACH * sigma);
  if (found.kind === 'too-many' || found.breaks.some(({ width }) => width > 0)) return false;
  const distances = found.breaks.map(({ z }) => Math.abs(z - mu) / sigma).sort((a, b) => a - b);
  const cuts = [0, ...distances, NORMAL_REACH].filter(
    (cut, i, all) => i === 0 || cut - all[i - 1]! > SAME * (1 + cut),
  );
  const values = cuts.slice(1).map((end, i) => {
    const h = sigma * (cuts[i]! + (end - cuts[i]!) / 2);
    return evaluate(f, mu + h) + sign * evaluate(f, mu - h);
  });
  return values.every((value) => value === values[0]);
}

/**
 * Whether f(mu + h) − f(mu − h) is one number for all h > 0: what is left of f without its even terms is
 * piecewise constant.
 */
export function isDifferenceConstant(f: Node, mu: number, sigma: number): boolean {
  const rest = withoutEvenTerms(f, mu);
  const slope = simplify(differentiate(rest));
  if (slope.kind !== 'number' || slope.value !== 0) return false;
  return isPairConstant(rest, finderOf(rest, [rest]), 0, sigma, -1);
}

/** The formula in h = z − mu without its even terms, which f(mu + h) − f(mu − h) does not see. */
function withoutEvenTerms(f: Node, mu: number): Node {
  const terms: Node[] = [];
  const visit = (node: Node, isNegative: boolean): void => {
    if (node.kind === 'call' && (node.operation === 'add' || node.operation === 'subtract')) {
      visit(node.args[0]!, isNegative);
      visit(node.args[1]!, isNegative !== (node.operation === 'subtract'));
    } else if (symmetryOf(node).kind !== 'even') terms.push(isNegative ? call('negate', node) : node);
  };
  visit(movedTo(f, mu), false);
  const zero: Node = { kind: 'number', value: 0 };
  return simplify(terms.reduce((sum, term) => call('add', sum, term), zero));
}
