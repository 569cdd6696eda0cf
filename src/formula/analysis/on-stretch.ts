import { buildGraph, evaluateGraph } from '../graph.ts';
import { simplify } from '../simplify.ts';
import { call, number } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';

/**
 * The formula that holds between two neighbouring breaks, simplified: each piecewise operation is what it is
 * at a point there. So parts that are equal on a stretch fall out.
 */
export function onStretch(formula: Node, z: number): Node {
  return simplify(branchesAt([formula], z).formulas[0]!);
}

export interface Branches {
  /** Not simplified. */
  readonly formulas: readonly Node[];
  /** What was chosen at each piecewise operation, in the order of the formulas. */
  readonly choices: readonly number[];
}

/** The branches of formulas at a point. */
export function branchesAt(written: readonly Node[], z: number): Branches {
  const graph = buildGraph(written);
  const values = new Float64Array(graph.size);
  evaluateGraph(graph, z, values);
  const valueOf = (node: Node): number => values[graph.places.get(node)!]!;
  const memo = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    const before = memo.get(node);
    if (before !== undefined) return before;
    const result = node.kind === 'call' ? branchOf(node) : node;
    memo.set(node, result);
    return result;
  };
  const choices: number[] = [];
  const choose = (choice: number): number => {
    choices.push(choice);
    return choice;
  };
  function branchOf(node: Node & { readonly kind: 'call' }): Node {
    const [a, b, c] = node.args as [Node, Node, Node];
    switch (node.operation) {
      case 'step':
      case 'sign':
      case 'floor':
        return number(choose(valueOf(node)));
      case 'abs':
        return choose(valueOf(a) < 0 ? 1 : 0) === 1 ? call('negate', visit(a)) : visit(a);
      case 'min':
        return visit(node.args[choose(valueOf(a) < valueOf(b) ? 0 : 1)]!);
      case 'max':
        return visit(node.args[choose(valueOf(a) > valueOf(b) ? 0 : 1)]!);
      case 'clip':
        return visit(node.args[choose(valueOf(a) < valueOf(b) ? 1 : valueOf(a) > valueOf(c) ? 2 : 0)]!);
      case 'select':
        return visit(node.args[choose(valueOf(a) >= 0 ? 1 : 2)]!);
      case 'mod': {
        const whole = number(choose(Math.floor(valueOf(a) / valueOf(b))));
        return call('subtract', visit(a), call('multiply', visit(b), whole));
      }
      default:
        return call(node.operation, ...node.args.map(visit));
    }
  }
  return { formulas: written.map(visit), choices };
}
