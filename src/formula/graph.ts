import { E, PI } from '../elementary/constants.ts';
import { EXIT, GradvarError } from '../errors.ts';
import { OPERATIONS } from './operations/operations.ts';
import type { Node, Operation } from './tree/tree.ts';

/**
 * Formulas as one flat graph: every distinct subformula once, arguments before the calls that use them. For
 * work that visits every subformula (enclosures, singular points) rather than only the result.
 */
export interface Graph {
  readonly size: number;
  readonly operations: readonly (Operation | 'number' | 'z')[];
  /** Places of the arguments of each call; 0 where it has fewer. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly third: Int32Array;
  /** Value of each number. */
  readonly numbers: Float64Array;
  /** Where the formulas asked for stand. */
  readonly roots: readonly number[];
  /** One node of each place. */
  readonly nodes: readonly Node[];
  readonly places: ReadonlyMap<Node, number>;
}

/** @throws GradvarError INTERNAL if a parameter is not bound */
export function buildGraph(formulas: readonly Node[]): Graph {
  const operations: (Operation | 'number' | 'z')[] = [];
  const args: (readonly number[])[] = [];
  const numbers: number[] = [];
  const nodes: Node[] = [];
  const known = new Map<string, number>();
  const places = new Map<Node, number>();

  const place = (
    key: string,
    node: Node,
    operation: Operation | 'number' | 'z',
    value: number,
    at: readonly number[],
  ): number => {
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, operations.length);
    operations.push(operation);
    args.push(at);
    numbers.push(value);
    nodes.push(node);
    return operations.length - 1;
  };
  const add = (node: Node): number => {
    const before = places.get(node);
    if (before !== undefined) return before;
    const result = addNew(node);
    places.set(node, result);
    return result;
  };
  const addNew = (node: Node): number => {
    switch (node.kind) {
      case 'z':
        return place('z', node, 'z', 0, []);
      case 'number':
        return place(String(node.value), node, 'number', node.value, []);
      case 'constant': {
        const value = node.name === 'pi' ? PI : E;
        return place(String(value), node, 'number', value, []);
      }
      case 'parameter':
        throw new GradvarError(
          'INTERNAL',
          EXIT.internal,
          `graph: parameter ${node.name} has no value; bind parameters first`,
        );
      case 'call': {
        const at = node.args.map(add);
        return place(`${node.operation} ${at.join(' ')}`, node, node.operation, 0, at);
      }
    }
  };
  const roots = formulas.map(add);
  return {
    size: operations.length,
    operations,
    first: Int32Array.from(args, (at) => at[0] ?? 0),
    second: Int32Array.from(args, (at) => at[1] ?? 0),
    third: Int32Array.from(args, (at) => at[2] ?? 0),
    numbers: Float64Array.from(numbers),
    roots,
    nodes,
    places,
  };
}

/** Values of every subformula at z, written to `values` (graph.size doubles). */
export function evaluateGraph(graph: Graph, z: number, values: Float64Array): void {
  const { operations, first, second, third, numbers } = graph;
  for (let i = 0; i < graph.size; i++) {
    const operation = operations[i]!;
    if (operation === 'z') values[i] = z;
    else if (operation === 'number') values[i] = numbers[i]!;
    else
      values[i] = OPERATIONS[operation].evaluate(values[first[i]!]!, values[second[i]!]!, values[third[i]!]!);
  }
}
