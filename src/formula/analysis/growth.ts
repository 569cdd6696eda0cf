import { linear } from '../algebra/growth-algebra.ts';
import { within } from '../algebra/growth-choices.ts';
import { UNKNOWN, type Growth } from '../algebra/growth-kinds.ts';
import { linearForm } from '../algebra/linear-form.ts';
import { buildGraph } from '../graph.ts';
import { OPERATIONS } from '../operations/table.ts';
import type { Node } from '../tree/tree.ts';
import { encloseable, encloseGraph } from './enclosure.ts';

/** Beyond this, bounds of a formula tell of its growth. */
const FAR = 1e100;

/** Growth of a formula towards direction·infinity, from its structure and from its bounds far out. */
export function growthOf(node: Node, direction: 1 | -1): Growth {
  const far = encloseable(buildGraph([node]));
  encloseGraph(far, direction > 0 ? FAR : -Infinity, direction > 0 ? Infinity : -FAR);
  const memo = new Map<Node, Growth>();
  const of = (each: Node): Growth => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const place = far.graph.places.get(each);
    const found = growthOfNode(each);
    const result =
      place === undefined ? found : within(found, far.enclosures.lo[place]!, far.enclosures.hi[place]!);
    memo.set(each, result);
    return result;
  };
  const pass = { of };

  function growthOfNode(each: Node): Growth {
    const form = linearForm(each);
    if (form !== null) return linear(form.slope * direction, form.intercept);
    if (each.kind !== 'call') return UNKNOWN;
    const [a, b, c] = each.args as [Node, Node, Node];
    return OPERATIONS[each.operation].growth(pass, a, b, c);
  }

  return of(node);
}
