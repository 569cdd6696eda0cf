import { EVEN, odd, type Symmetry } from '../algebra/symmetries.ts';
import { OPERATIONS } from '../operations/table.ts';
import type { Node } from '../tree/tree.ts';

/** Symmetry of a formula under z → −z, as far as its structure shows it. */
export type Parity = 'even' | 'odd' | 'none';

export function parityOf(node: Node): Parity {
  const symmetry = symmetryOf(node);
  if (symmetry.kind === 'odd') return symmetry.center === 0 ? 'odd' : 'none';
  return symmetry.kind;
}

export function symmetryOf(node: Node): Symmetry {
  const memo = new Map<Node, Symmetry>();
  const of = (each: Node): Symmetry => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result = symmetryOfNode(each);
    memo.set(each, result);
    return result;
  };

  function symmetryOfNode(each: Node): Symmetry {
    if (each.kind === 'z') return odd(0);
    if (each.kind !== 'call') return EVEN;
    const parts = each.args.map(of);
    if (parts.every(({ kind }) => kind === 'even')) return EVEN;
    return OPERATIONS[each.operation].symmetry({ of }, parts, each.args);
  }

  return of(node);
}
