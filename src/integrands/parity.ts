import type { Node } from './tree.ts';

/** Symmetry of a formula under z → −z, as far as its structure shows it. */
export type Parity = 'even' | 'odd' | 'none';

export function parityOf(node: Node): Parity {
  const memo = new Map<Node, Parity>();
  const visit = (each: Node): Parity => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result = parityOfNode(each, visit);
    memo.set(each, result);
    return result;
  };
  return visit(node);
}

function parityOfNode(node: Node, visit: (node: Node) => Parity): Parity {
  if (node.kind === 'z') return 'odd';
  if (node.kind !== 'call') return 'even';
  const parities = node.args.map(visit);
  if (parities.every((parity) => parity === 'even')) return 'even';
  const [u, v] = parities as [Parity, Parity];
  switch (node.operation) {
    case 'negate':
    case 'sin':
    case 'tan':
    case 'tanh':
    case 'sinh':
    case 'atan':
    case 'erf':
    case 'sign':
      return u;
    case 'abs':
    case 'cos':
    case 'cosh':
    case 'sech2':
    case 'normpdf':
      return u === 'odd' ? 'even' : 'none';
    case 'add':
    case 'subtract':
      return u === v ? u : 'none';
    case 'multiply':
    case 'divide':
      return u === 'none' || v === 'none' ? 'none' : u === v ? 'even' : 'odd';
    case 'power': {
      const p = node.args[1]!;
      if (u !== 'odd' || p.kind !== 'number' || !Number.isInteger(p.value)) return 'none';
      return p.value % 2 === 0 ? 'even' : 'odd';
    }
    default:
      return 'none';
  }
}
