import { differentiate } from '../differentiate.ts';
import { encloseable, encloseGraph, type Encloseable } from './enclosure.ts';
import { buildGraph, type Graph } from '../graph.ts';
import type { Enclosures } from '../algebra/interval-arithmetic.ts';
import { call, ONE } from '../tree/nodes.ts';
import { simplify } from '../simplify.ts';
import type { Node } from '../tree/tree.ts';

/**
 * Size of a formula next to a point, h being the distance to it: |value| ~ h^order for h → 0 if `exact`,
 * else |value| = O(h^order). `logarithmic`: up to factors log h. order is Infinity where the value vanishes
 * faster than every power, and -Infinity where it outgrows every power.
 */
export interface LocalOrder {
  readonly order: number;
  readonly exact: boolean;
  readonly logarithmic: boolean;
}

const REGULAR: LocalOrder = { order: 0, exact: true, logarithmic: false };
const VANISHED: LocalOrder = { order: Infinity, exact: true, logarithmic: false };
const BOUNDED: LocalOrder = { order: 0, exact: false, logarithmic: false };
const UNBOUNDED: LocalOrder = { order: -Infinity, exact: false, logarithmic: false };

/**
 * Local order of a formula on one side of z0, read from its structure (powers multiply orders, products add them,
 * sums take the least) and from enclosures close to z0.
 *
 * @param near how close is close; the side is its sign
 */
export function localOrder(formula: Node, z0: number, near: number): LocalOrder {
  const work = encloseable(buildGraph([formula]));
  encloseBeside(work, z0, near / 1024, near);
  // What the piecewise operations are on this side, the point itself left out.
  const beside = { lo: work.enclosures.lo.slice(), hi: work.enclosures.hi.slice() };
  encloseBeside(work, z0, 0, near);
  const memo = new Map<number, LocalOrder>();
  const orderOf = (node: Node): LocalOrder => {
    const place = work.graph.places.get(node)!;
    const before = memo.get(place);
    if (before !== undefined) return before;
    const [lo, hi] = [work.enclosures.lo[place]!, work.enclosures.hi[place]!];
    const regular = Number.isFinite(lo) && Number.isFinite(hi) && (lo > 0 || hi < 0);
    const result = regular
      ? REGULAR
      : lo === 0 && hi === 0
        ? VANISHED
        : (piecewise(node, place, beside, work.graph, orderOf) ?? structural(node, z0, near, orderOf));
    // A finite enclosure bounds the value whatever the structure says.
    const better = Number.isFinite(lo) && Number.isFinite(hi) && result.order < 0 ? BOUNDED : result;
    memo.set(place, better);
    return better;
  };
  return orderOf(formula);
}

function encloseBeside(work: Encloseable, z0: number, from: number, to: number): void {
  encloseGraph(work, Math.min(z0 + from, z0 + to), Math.max(z0 + from, z0 + to));
}

/** Piecewise constant operations by their value on this side; a choice by the branch taken there. */
function piecewise(
  node: Node,
  place: number,
  beside: Enclosures,
  graph: Graph,
  orderOf: (node: Node) => LocalOrder,
): LocalOrder | null {
  if (node.kind !== 'call') return null;
  const value = beside.lo[place]!;
  switch (node.operation) {
    case 'sign':
    case 'step':
    case 'floor':
      return value !== beside.hi[place] ? null : value === 0 ? VANISHED : REGULAR;
    case 'select': {
      const condition = graph.first[place]!;
      if (beside.lo[condition]! >= 0) return orderOf(node.args[1]!);
      return beside.hi[condition]! < 0 ? orderOf(node.args[2]!) : null;
    }
    case 'min':
    case 'max': {
      const [a, b] = [graph.first[place]!, graph.second[place]!];
      const isMax = node.operation === 'max';
      if (beside.lo[a]! >= beside.hi[b]!) return orderOf(node.args[isMax ? 0 : 1]!);
      return beside.hi[a]! <= beside.lo[b]! ? orderOf(node.args[isMax ? 1 : 0]!) : null;
    }
    default:
      return null;
  }
}

function structural(node: Node, z0: number, near: number, orderOf: (node: Node) => LocalOrder): LocalOrder {
  if (node.kind !== 'call') return z0 === 0 ? { ...REGULAR, order: 1 } : crossing(node, z0, near);
  const [a, b] = node.args as [Node, Node];
  const u = orderOf(a);
  switch (node.operation) {
    case 'negate':
    case 'abs':
      return u;
    case 'multiply':
      return plus(u, orderOf(b));
    case 'divide':
      return plus(u, times(orderOf(b), -1));
    case 'power':
      return b.kind === 'number' ? times(u, b.value) : UNBOUNDED;
    case 'sqrt':
      return times(u, 0.5);
    case 'sin':
    case 'tanh':
    case 'sinh':
    case 'atan':
    case 'erf':
    case 'expm1':
      return u.order > 0 ? u : node.operation === 'sinh' || node.operation === 'expm1' ? UNBOUNDED : BOUNDED;
    case 'tan':
      return u.order > 0 ? u : pole(node, z0, near);
    case 'log1p':
      return u.order > 0 ? u : logarithm(crossing(simplify(call('add', ONE, a)), z0, near));
    case 'log':
      return logarithm(u);
    case 'add':
    case 'subtract':
      return sum(node, u, orderOf(b), z0, near);
    case 'min':
    case 'max':
      return {
        order: Math.min(u.order, orderOf(b).order),
        exact: false,
        logarithmic: u.logarithmic || orderOf(b).logarithmic,
      };
    case 'select': {
      const [then, otherwise] = [orderOf(b), orderOf(node.args[2]!)];
      return then.order === otherwise.order
        ? then
        : { ...(then.order < otherwise.order ? then : otherwise), exact: false };
    }
    case 'softplus':
    case 'floor':
      return u.order >= 0 && !u.logarithmic ? BOUNDED : { ...u, exact: false };
    case 'cos':
    case 'sign':
    case 'step':
    case 'sigmoid':
    case 'normcdf':
    case 'normpdf':
    case 'sech2':
    case 'mod':
    case 'clip':
      return BOUNDED;
    case 'normquantile':
      return UNBOUNDED;
    case 'exp':
    case 'cosh':
      return u.order >= 0 && !u.logarithmic ? BOUNDED : UNBOUNDED;
  }
}

function plus(u: LocalOrder, v: LocalOrder): LocalOrder {
  const order = u.order + v.order;
  if (Number.isNaN(order)) return UNBOUNDED;
  return { order, exact: u.exact && v.exact, logarithmic: u.logarithmic || v.logarithmic };
}

/** Powers: a bound on a quantity is none on its reciprocal. */
function times(u: LocalOrder, p: number): LocalOrder {
  if (p < 0 && !u.exact) return UNBOUNDED;
  return { order: u.order * p, exact: u.exact, logarithmic: u.logarithmic };
}

/** log of something that vanishes or grows like a power; otherwise it stays bounded or nothing is known. */
function logarithm(u: LocalOrder): LocalOrder {
  if (!u.exact || !Number.isFinite(u.order)) return UNBOUNDED;
  return u.order === 0 ? BOUNDED : { order: 0, exact: true, logarithmic: true };
}

function sum(node: Node, u: LocalOrder, v: LocalOrder, z0: number, near: number): LocalOrder {
  const order = Math.min(u.order, v.order);
  const logarithmic = u.logarithmic || v.logarithmic;
  if (u.order !== v.order && (u.order < v.order ? u : v).exact) return { order, exact: true, logarithmic };
  if (order >= 0 && !logarithmic) return crossing(node, z0, near);
  return { order, exact: false, logarithmic };
}

/** A bounded value that passes through 0 at z0 with a slope that is surely not 0 has order 1. */
function crossing(node: Node, z0: number, near: number): LocalOrder {
  const work = encloseable(buildGraph([node, simplify(differentiate(node))]));
  encloseBeside(work, z0, 0, near);
  const { lo, hi } = work.enclosures;
  const slope = work.graph.roots[1]!;
  const steady = (lo[slope]! > 0 || hi[slope]! < 0) && Number.isFinite(lo[slope]! + hi[slope]!);
  if (!steady) return BOUNDED;
  // z0 is known to rounding only.
  encloseBeside(work, z0, -near / 1024, near / 1024);
  const value = work.graph.roots[0]!;
  return lo[value]! <= 0 && hi[value]! >= 0 ? { order: 1, exact: true, logarithmic: false } : BOUNDED;
}

/** tan at an odd multiple of pi/2: order -1 if its argument passes it with a slope. */
function pole(node: Node, z0: number, near: number): LocalOrder {
  if (node.kind !== 'call') return UNBOUNDED;
  const cosine = crossing({ kind: 'call', operation: 'cos', args: node.args }, z0, near);
  return cosine.exact && cosine.order === 1 ? { ...cosine, order: -1 } : UNBOUNDED;
}
