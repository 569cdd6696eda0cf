import type { Interner } from './tree/intern.ts';
import { isSound, productNode, asProduct } from './product.ts';
import type { Node } from './tree/tree.ts';

/** Key of the constant term. */
const CONSTANT = null;

/** A sum in normal form: numbers times distinct nodes (`CONSTANT` for 1), in order of first appearance. */
export type Sum = ReadonlyMap<Node | typeof CONSTANT, number>;

/** The sum that a simplified node is; a node that is none is one term. Null if a constant overflows. */
export function asSum(node: Node, interner: Interner): Sum | null {
  const sum = new Map<Node | typeof CONSTANT, number>();
  let sound = true;
  const include = (term: Node | typeof CONSTANT, coefficient: number): void => {
    const total = (sum.get(term) ?? 0) + coefficient;
    sound &&= isSound(total);
    sum.set(term, total);
  };
  const visit = (each: Node, sign: 1 | -1): void => {
    if (each.kind === 'number') return include(CONSTANT, sign * each.value);
    if (each.kind === 'call') {
      const [a, b] = each.args as [Node, Node];
      const opposite = sign === 1 ? -1 : 1;
      if (each.operation === 'negate') return visit(a, opposite);
      if (each.operation === 'add' || each.operation === 'subtract') {
        visit(a, sign);
        return visit(b, each.operation === 'subtract' ? opposite : sign);
      }
    }
    const product = asProduct(each, interner);
    if (product === null) include(each, sign);
    else include(productNode({ ...product, coefficient: 1 }, interner), sign * product.coefficient);
  };
  visit(node, 1);
  return sound ? sum : null;
}

/** The node of a sum: the first positive term first, so that no minus sign is spent on it. */
export function sumNode(sum: Sum, interner: Interner): Node {
  const { call, number } = interner;
  const terms = [...sum].filter(([, coefficient]) => coefficient !== 0);
  if (terms.length === 0) return number(0);
  const first = Math.max(
    0,
    terms.findIndex(([, coefficient]) => coefficient > 0),
  );
  const [head, ...rest] = [terms[first]!, ...terms.slice(0, first), ...terms.slice(first + 1)];
  return rest.reduce(
    (left, [term, coefficient]) =>
      call(coefficient < 0 ? 'subtract' : 'add', left, termNode(term, Math.abs(coefficient), interner)),
    termNode(head[0], head[1], interner),
  );
}

function termNode(term: Node | typeof CONSTANT, coefficient: number, interner: Interner): Node {
  if (term === CONSTANT) return interner.number(coefficient);
  const product = asProduct(term, interner);
  const scaled = product === null ? Number.NaN : product.coefficient * coefficient;
  if (product !== null && isSound(scaled)) return productNode({ ...product, coefficient: scaled }, interner);
  if (coefficient === 1) return term;
  return coefficient === -1
    ? interner.call('negate', term)
    : interner.call('multiply', interner.number(coefficient), term);
}
