import { formulaError } from './formula-error.ts';
import { MAX_DERIVED_NODES } from './limits.ts';
import type { Node, Operation } from './tree.ts';

/** Makes equal nodes identical: a tree becomes a graph in which every distinct subtree stands once. */
export interface Interner {
  readonly number: (value: number) => Node;
  /** A call of nodes that this interner made. */
  readonly call: (operation: Operation, ...args: readonly Node[]) => Node;
  /** Any leaf, or any tree. */
  readonly share: (node: Node) => Node;
  /** Order in which an interned node was first made, from 0. */
  readonly order: (node: Node) => number;
}

/** @throws GradvarError FORMULA_INVALID (from the methods) beyond MAX_DERIVED_NODES distinct nodes */
export function createInterner(): Interner {
  const known = new Map<string, Node>();
  const orders = new Map<Node, number>();
  const shared = new Map<Node, Node>();

  function remember(key: string, make: () => Node): Node {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (orders.size >= MAX_DERIVED_NODES) {
      throw formulaError(
        `it or its derivative has more than ${MAX_DERIVED_NODES} distinct operations`,
        'simplify the formula',
      );
    }
    const node = make();
    known.set(key, node);
    orders.set(node, orders.size);
    return node;
  }

  function call(operation: Operation, ...args: readonly Node[]): Node {
    const key = `${operation}(${args.map((arg) => orders.get(arg)!).join(',')})`;
    return remember(key, () => ({ kind: 'call', operation, args }));
  }

  function number(value: number): Node {
    return remember(Object.is(value, -0) ? '-0' : String(value), () => ({ kind: 'number', value }));
  }

  function share(node: Node): Node {
    if (orders.has(node)) return node;
    const before = shared.get(node);
    if (before !== undefined) return before;
    const result = shareNew(node);
    shared.set(node, result);
    return result;
  }

  function shareNew(node: Node): Node {
    switch (node.kind) {
      case 'number':
        return number(node.value);
      case 'call':
        return call(node.operation, ...node.args.map(share));
      case 'z':
        return remember('z', () => node);
      case 'constant':
      case 'parameter':
        return remember(`${node.kind} ${node.name}`, () => node);
    }
  }

  return { number, call, share, order: (node) => orders.get(node)! };
}
