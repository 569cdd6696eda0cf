import { E, PI } from '../elementary/constants.ts';
import { EXIT, GradvarError } from '../errors.ts';
import type { Graph, OperationRecord } from './algebra/record.ts';
import { OPERATIONS } from './operations/table.ts';
import type { Node, Operation } from './tree/tree.ts';

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
    records: operations.map(recordOf),
    first: Int32Array.from(args, (at) => at[0] ?? 0),
    second: Int32Array.from(args, (at) => at[1] ?? 0),
    third: Int32Array.from(args, (at) => at[2] ?? 0),
    numbers: Float64Array.from(numbers),
    roots,
    nodes,
    places,
  };
}

function recordOf(operation: Operation | 'number' | 'z'): OperationRecord | null {
  return operation === 'number' || operation === 'z' ? null : OPERATIONS[operation];
}

/** Values of every subformula at z, or of the first `count`, written to `values` (graph.size doubles). */
export function evaluateGraph(graph: Graph, z: number, values: Float64Array, count = graph.size): void {
  const { operations, records, first, second, third, numbers } = graph;
  for (let i = 0; i < count; i++) {
    const record = records[i]!;
    if (record !== null)
      values[i] = record.evaluate(values[first[i]!]!, values[second[i]!]!, values[third[i]!]!);
    else values[i] = operations[i] === 'z' ? z : numbers[i]!;
  }
}
