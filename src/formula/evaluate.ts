import { E, PI } from '../elementary/constants.ts';
import { EXIT, GradvarError } from '../errors.ts';
import { argumentsOf } from './tree/nodes.ts';
import { OPERATIONS } from './operations/table.ts';
import type { Node } from './tree/tree.ts';

/** One step: the value of a call from the values of earlier steps. */
interface Step {
  readonly evaluate: (a: number, b: number, c: number) => number;
  readonly out: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * Value of a tree at z, by the scalar functions of src/elementary. Shared nodes are worked out once, so time
 * is proportional to the number of distinct nodes.
 *
 * @throws GradvarError INTERNAL if a parameter is not bound
 */
export function evaluate(node: Node, z: number): number {
  return evaluator(node)(z);
}

/** The same for many z: prepares the tree once. */
export function evaluator(node: Node): (z: number) => number {
  const { order, places } = postorder(node);
  const initial = new Float64Array(order.length);
  const steps: Step[] = [];
  const variables: number[] = [];
  order.forEach((each, out) => {
    const [a = 0, b = 0, c = 0] = argumentsOf(each).map((arg) => places.get(arg)!);
    if (each.kind === 'call') steps.push({ evaluate: OPERATIONS[each.operation].evaluate, out, a, b, c });
    else if (each.kind === 'z') variables.push(out);
    else initial[out] = leafValue(each);
  });
  const last = order.length - 1;
  return (z) => {
    const values = initial.slice();
    for (const place of variables) values[place] = z;
    for (const step of steps)
      values[step.out] = step.evaluate(values[step.a]!, values[step.b]!, values[step.c]!);
    return values[last]!;
  };
}

/** Distinct nodes of a tree, arguments before the calls that use them, and the place of each. */
export function postorder(root: Node): {
  readonly order: readonly Node[];
  readonly places: ReadonlyMap<Node, number>;
} {
  const order: Node[] = [];
  const places = new Map<Node, number>();
  const pending: { readonly node: Node; readonly ready: boolean }[] = [{ node: root, ready: false }];
  for (let top = pending.pop(); top !== undefined; top = pending.pop()) {
    if (places.has(top.node)) continue;
    if (top.ready) {
      places.set(top.node, order.length);
      order.push(top.node);
    } else {
      pending.push({ node: top.node, ready: true });
      for (const arg of [...argumentsOf(top.node)].reverse()) pending.push({ node: arg, ready: false });
    }
  }
  return { order, places };
}

function leafValue(node: Node): number {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'constant') return node.name === 'pi' ? PI : E;
  throw new GradvarError(
    'INTERNAL',
    EXIT.internal,
    'evaluate: a parameter has no value; bind parameters first',
  );
}
