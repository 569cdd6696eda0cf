import { call, number, ZERO } from '../formula/tree/nodes.ts';
import type { Node } from '../formula/tree/tree.ts';
import type { Integrand } from '../integrands/integrand.ts';
import type { Quadratic } from '../truth/one-draw/variable/polynomial.ts';
import { isNone } from '../truth/one-draw/variable/polynomial.ts';
import type { DrawVariable } from '../truth/one-draw/variable/variable.ts';

/** r, r', r'' and eps of one draw, as trees in the inputs of a family. */
export interface DrawTrees {
  readonly value: Node;
  readonly derivative: Node;
  readonly second: Node;
  readonly eps: Node;
}

/** Those of r at z, the draw being given as a tree. */
export function drawTreesAt(
  { value, derivative, secondDerivative }: Integrand,
  eps: Node,
  of: (tree: Node) => Node = (tree) => tree,
): DrawTrees {
  return { value: of(value), derivative: of(derivative), second: of(secondDerivative), eps };
}

/** A draw variable as a tree: what the kernel sums and the exact laws integrate is one formula. */
export function variableTree(variable: DrawVariable, { value, derivative, second, eps }: DrawTrees): Node {
  const { baseline } = variable;
  const centered = baseline === 0 ? value : call('subtract', value, number(baseline));
  return sumTree([
    ...terms(variable.constant, eps, null),
    ...terms(variable.value, eps, centered),
    ...terms(variable.derivative, eps, derivative),
    ...terms(variable.second, eps, second),
  ]);
}

/** factor·polynomial(eps), or nothing. */
function terms(polynomial: Quadratic, eps: Node, factor: Node | null): readonly Node[] {
  if (isNone(polynomial)) return [];
  const weight = polynomialTree(polynomial, eps);
  if (factor === null) return [weight];
  return [isOne(weight) ? factor : timesTree(factor, weight)];
}

function polynomialTree([constant, linear, square]: Quadratic, eps: Node): Node {
  const powers: Node[] = [];
  if (square !== 0) powers.push(scaledTree(square, call('power', eps, number(2))));
  if (linear !== 0) powers.push(scaledTree(linear, eps));
  const varying = sumTree(powers);
  if (powers.length === 0) return number(constant);
  if (constant === 0) return varying;
  return constant < 0 ? call('subtract', varying, number(-constant)) : call('add', varying, number(constant));
}

function scaledTree(factor: number, tree: Node): Node {
  return factor === 1 ? tree : timesTree(number(factor), tree);
}

export function sumTree(parts: readonly Node[]): Node {
  return parts.length === 0 ? ZERO : parts.reduce((all, part) => call('add', all, part));
}

export function timesTree(a: Node, b: Node): Node {
  return call('multiply', a, b);
}

function isOne(node: Node): boolean {
  return node.kind === 'number' && node.value === 1;
}

/** The tree with another one in place of z. */
export function substitute(node: Node, z: Node): Node {
  const memo = new Map<Node, Node>();
  const visit = (each: Node): Node => {
    if (each.kind === 'z') return z;
    if (each.kind !== 'call') return each;
    const before = memo.get(each);
    if (before !== undefined) return before;
    const made = call(each.operation, ...each.args.map(visit));
    memo.set(each, made);
    return made;
  };
  return visit(node);
}
