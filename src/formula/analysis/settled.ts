import { call } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import { enclose } from './enclosure.ts';

/** A formula without the max, min and abs of which one side holds for every z in [lo, hi]. */
export function settledOn(node: Node, lo: number, hi: number): Node {
  if (node.kind !== 'call') return node;
  const args = node.args.map((each) => settledOn(each, lo, hi));
  const [a, b] = args as [Node, Node];
  switch (node.operation) {
    case 'max':
      return upperOf(a, b, lo, hi) ?? call('max', a, b);
    case 'min': {
      const upper = upperOf(a, b, lo, hi);
      return upper === null ? call('min', a, b) : upper === a ? b : a;
    }
    case 'abs':
      return upperOf(a, call('negate', a), lo, hi) ?? call('abs', a);
    default:
      return call(node.operation, ...args);
  }
}

/** The one of two that is nowhere below the other; null where that is not known. */
function upperOf(a: Node, b: Node, lo: number, hi: number): Node | null {
  const difference = enclose(call('subtract', a, b), lo, hi);
  if (difference.lo >= 0) return a;
  return difference.hi <= 0 ? b : null;
}
