import type { Node, Operation } from './tree.ts';

/** Short constructors of tree nodes. */

export const Z: Node = { kind: 'z' };
export const ZERO: Node = { kind: 'number', value: 0 };
export const ONE: Node = { kind: 'number', value: 1 };

export function number(value: number): Node {
  return { kind: 'number', value };
}

export function call(operation: Operation, ...args: readonly Node[]): Node {
  return { kind: 'call', operation, args };
}

/** Children of a node; empty for leaves. */
export function argumentsOf(node: Node): readonly Node[] {
  return node.kind === 'call' ? node.args : [];
}

export function isZero(node: Node): boolean {
  return node.kind === 'number' && node.value === 0;
}

export function isOne(node: Node): boolean {
  return node.kind === 'number' && node.value === 1;
}
