import { OPERATIONS } from '../formula/operations/table.ts';
import type { Node } from '../formula/tree/tree.ts';
import { EVERYTHING, ONE, quotient, type Interval } from './interval.ts';
import {
  absJet,
  chainedJet,
  constantJet,
  isConstant,
  maxJet,
  negatedJet,
  productJet,
  sumJet,
  unboundedJet,
  type Jet,
} from './jet.ts';

/** What a rule sees of the interval at hand. */
export interface Surroundings {
  /** Enclosure of a formula of the graph over the interval, and over the whole line. */
  readonly here: (node: Node) => Interval;
  readonly everywhere: (node: Node) => Interval;
  /** f'(u) and f''(u) of a smooth operation; null for the others. */
  readonly outer: (node: Node) => readonly [first: Interval, second: Interval] | null;
}

/** The jet of a call from those of its arguments; null where it may be undefined in the interval. */
export function jetOf(
  node: Node & { readonly kind: 'call' },
  args: readonly Jet[],
  around: Surroundings,
): Jet | null {
  const value = around.here(node);
  const [u, v, w] = args as [Jet, Jet, Jet];
  switch (node.operation) {
    case 'negate':
      return negatedJet(u);
    case 'add':
      return sumJet(u, v, value);
    case 'subtract':
      return sumJet(u, negatedJet(v), value);
    case 'multiply':
      return productJet(u, v, value);
    case 'divide': {
      const [first, second] = around.outer(node)!;
      if (holdsZero(v.value)) return unboundedJet(EVERYTHING);
      return productJet(u, chainedJet(v, quotient(ONE, v.value), first, second), value);
    }
    case 'power':
      return powerJet(node, u, v, value, around);
    case 'abs':
      return settledSign(u.value, around.everywhere(node.args[0]!), u) ?? absJet(u, value);
    case 'min':
      return negatedJet(larger(negatedJet(u), negatedJet(v), flip(node, around)));
    case 'max':
      return larger(u, v, order(node, around));
    case 'clip': {
      const raised = larger(u, v, apart(u.value, v.value));
      return negatedJet(
        larger(negatedJet(raised), negatedJet(w), negatedOrder(apart(raised.value, w.value))),
      );
    }
    case 'sign':
    case 'step':
      return holdsZero(u.value) ? unboundedJet(value) : constantJet(value);
    case 'floor':
      return isInOneCell(u.value) ? constantJet(value) : unboundedJet(value);
    case 'mod':
      return modJet(u, v, value);
    default:
      return smoothJet(node, u, value, around);
  }
}

/** Of a function of one argument inside its domain; an end where it is finite has a slope without bound. */
function smoothJet(
  node: Node & { readonly kind: 'call' },
  u: Jet,
  value: Interval,
  around: Surroundings,
): Jet | null {
  const { least, most, isClosed } = OPERATIONS[node.operation].domain;
  const [lo, hi] = u.value;
  const outer = around.outer(node);
  if (lo < least || hi > most) return null;
  const touches = (lo === least && least > -Infinity) || (hi === most && most < Infinity);
  if (touches) return isClosed ? unboundedJet(value) : null;
  return outer === null ? unboundedJet(value) : chainedJet(u, value, outer[0], outer[1]);
}

/** u^p for a number p. Between 1 and 2 the second derivative of u^p is unbounded at 0, and has one sign. */
function powerJet(
  node: Node & { readonly kind: 'call' },
  u: Jet,
  v: Jet,
  value: Interval,
  around: Surroundings,
): Jet | null {
  const exponent = node.args[1]!;
  const outer = around.outer(node);
  if (outer === null) return u.value[0] > 0 ? unboundedJet(value) : null;
  const [first, second] = outer;
  if (exponent.kind !== 'number') return chainedJet(v, value, first, second);
  const p = exponent.value;
  if (p < 0 && holdsZero(u.value)) return Number.isInteger(p) ? unboundedJet(EVERYTHING) : null;
  if (Number.isInteger(p)) return chainedJet(u, value, first, second);
  if (u.value[0] < 0) return null;
  if (u.value[0] > 0) return chainedJet(u, value, first, second);
  if (p < 1) return unboundedJet(value);
  return chainedJet(u, value, first, p < 2 ? [0, Infinity] : second);
}

/** |u| where u has one sign: on the interval with room on both sides, or on the whole line. */
function settledSign(here: Interval, everywhere: Interval, u: Jet): Jet | null {
  if (here[0] > 0 || everywhere[0] >= 0) return u;
  return here[1] < 0 || everywhere[1] <= 0 ? negatedJet(u) : null;
}

/** Which of two is the larger, if one surely is. */
type Order = 'first' | 'second' | 'open';

function larger(u: Jet, v: Jet, which: Order): Jet {
  if (which !== 'open') return which === 'first' ? u : v;
  const value: Interval = [Math.max(u.value[0], v.value[0]), Math.max(u.value[1], v.value[1])];
  return maxJet(u, v, value);
}

function apart(u: Interval, v: Interval): Order {
  return u[0] > v[1] ? 'first' : u[1] < v[0] ? 'second' : 'open';
}

/** Touching is allowed on the whole line: there the smaller one never takes over. */
function order(node: Node & { readonly kind: 'call' }, around: Surroundings): Order {
  const [a, b] = node.args as [Node, Node];
  const [x, y] = [around.everywhere(a), around.everywhere(b)];
  if (x[0] >= y[1]) return 'first';
  return y[0] >= x[1] ? 'second' : apart(around.here(a), around.here(b));
}

function negatedOrder(which: Order): Order {
  return which === 'first' ? 'second' : which === 'second' ? 'first' : 'open';
}

function flip(node: Node & { readonly kind: 'call' }, around: Surroundings): Order {
  return negatedOrder(order(node, around));
}

function holdsZero([lo, hi]: Interval): boolean {
  return lo <= 0 && hi >= 0;
}

/** Between two whole numbers, with room on both sides. */
function isInOneCell([lo, hi]: Interval): boolean {
  const cell = Math.floor(lo);
  return lo > cell && hi < cell + 1;
}

/** x − y·floor(x/y) for a constant y, within one period. */
function modJet(u: Jet, v: Jet, value: Interval): Jet {
  if (!isConstant(v) || v.value[0] !== v.value[1] || v.value[0] === 0) return unboundedJet(value);
  const y = v.value[0];
  const quotients = [u.value[0] / y, u.value[1] / y];
  const room = 1e-15 * (1 + Math.max(...quotients.map(Math.abs)));
  const cell: Interval = [Math.min(...quotients) - room, Math.max(...quotients) + room];
  return isInOneCell(cell) ? { ...u, value } : unboundedJet(value);
}
