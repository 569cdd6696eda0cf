import type { Growth } from '../algebra/growth-kinds.ts';
import { UNKNOWN } from '../algebra/growth-kinds.ts';
import { linearGrowth } from '../algebra/growth-of-nodes.ts';
import { linearForm } from '../algebra/linear-form.ts';
import { OPERATIONS } from '../operations/table.ts';
import type { Node } from '../tree/tree.ts';

/** Growth of a formula towards direction·infinity, read from its structure. */
export function growthOf(node: Node, direction: 1 | -1): Growth {
  const memo = new Map<Node, Growth>();
  const of = (each: Node): Growth => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result = growthOfNode(each);
    memo.set(each, result);
    return result;
  };
  const pass = { of, direction };

  function growthOfNode(each: Node): Growth {
    const linear = linearForm(each);
    if (linear !== null) return linearGrowth(linear, direction);
    if (each.kind !== 'call') return UNKNOWN;
    const [a, b, c] = each.args as [Node, Node, Node];
    return OPERATIONS[each.operation].growth(pass, a, b, c);
  }

  return of(node);
}
