import { call, number, ONE } from '../formula/tree/nodes.ts';
import { OPERATIONS } from '../formula/operations/table.ts';
import type { Node, Operation } from '../formula/tree/tree.ts';

/**
 * f'(u) and f''(u) of an operation f of one argument, of u^p, of c^u for a number c > 0, and of 1/u for a
 * quotient, as formulas; not simplified.
 */
export interface OuterDerivatives {
  readonly first: Node;
  readonly second: Node;
}

const times = (c: number, u: Node): Node => call('multiply', number(c), u);

/**
 * Null where the operation has none that is bounded by a formula: piecewise operations, and what is not
 * supported.
 */
export function outerDerivatives(operation: Operation, args: readonly Node[]): OuterDerivatives | null {
  const [u, v] = args as [Node, Node];
  // Of 1/v, the outer function of a quotient.
  if (operation === 'divide') return ofPower(v, -1);
  if (operation === 'power') {
    if (v.kind === 'number') return ofPower(u, v.value);
    return u.kind === 'number' && u.value > 0 ? ofExponential(u, v) : null;
  }
  const { derivative } = OPERATIONS[operation];
  if (derivative.kind !== 'chain' || derivative.second === null) return null;
  return { first: derivative.first(u), second: derivative.second(u) };
}

function ofPower(u: Node, p: number): OuterDerivatives {
  const raised = (exponent: number): Node =>
    exponent === 0 ? ONE : exponent === 1 ? u : call('power', u, number(exponent));
  return { first: times(p, raised(p - 1)), second: times(p * (p - 1), raised(p - 2)) };
}

function ofExponential(base: Node, exponent: Node): OuterDerivatives {
  const rate = call('log', base);
  const first = call('multiply', rate, call('power', base, exponent));
  return { first, second: call('multiply', rate, first) };
}
