import { buildGraph, evaluateGraph } from '../graph.ts';
import { simplify } from '../simplify.ts';
import { call, number } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';

/**
 * The formula that holds between two neighbouring breaks, simplified: each piecewise operation is what it is
 * at a point there. So parts that are equal on a stretch fall out.
 */
export function onStretch(formula: Node, z: number): Node {
  const graph = buildGraph([formula]);
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
  function branchOf(node: Node & { readonly kind: 'call' }): Node {
    const [a, b, c] = node.args as [Node, Node, Node];
    switch (node.operation) {
      case 'step':
      case 'sign':
      case 'floor':
        return number(valueOf(node));
      case 'abs':
        return valueOf(a) < 0 ? call('negate', visit(a)) : visit(a);
      case 'min':
        return visit(valueOf(a) < valueOf(b) ? a : b);
      case 'max':
        return visit(valueOf(a) > valueOf(b) ? a : b);
      case 'clip':
        return visit(valueOf(a) < valueOf(b) ? b : valueOf(a) > valueOf(c) ? c : a);
      case 'select':
        return visit(valueOf(a) >= 0 ? b : c);
      case 'mod': {
        const whole = number(Math.floor(valueOf(a) / valueOf(b)));
        return call('subtract', visit(a), call('multiply', visit(b), whole));
      }
      default:
        return call(node.operation, ...node.args.map(visit));
    }
  }
  return simplify(visit(formula));
}
