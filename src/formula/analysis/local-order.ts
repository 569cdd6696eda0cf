import { BOUNDED, CROSSING, REGULAR, VANISHED, type LocalOrder } from '../algebra/local-orders.ts';
import type { Enclosures } from '../algebra/interval-arithmetic.ts';
import { differentiate } from '../differentiate.ts';
import { buildGraph } from '../graph.ts';
import { OPERATIONS } from '../operations/table.ts';
import { simplify } from '../simplify.ts';
import { createInterner } from '../tree/intern.ts';
import type { Node } from '../tree/tree.ts';
import { encloseable, encloseGraph, type Encloseable } from './enclosure.ts';
import { branchesAt, type Branches } from './on-stretch.ts';

/**
 * Local orders of formulas on one side of z0, read from their structure there (powers multiply orders,
 * products add them, sums take the least) and from enclosures close to z0.
 *
 * @param near how close is close; the side is its sign
 */
export function localOrders(written: readonly Node[], z0: number, near: number): readonly LocalOrder[] {
  const formulas = besidePoint(written, z0, near);
  const work = encloseable(buildGraph(formulas));
  const { graph, enclosures } = work;
  encloseBeside(work, z0, near / 1024, near);
  // The point itself left out.
  const beside = { lo: enclosures.lo.slice(), hi: enclosures.hi.slice() };
  encloseBeside(work, z0, 0, near);
  const memo = new Map<number, LocalOrder>();
  const orderOf = (node: Node): LocalOrder => {
    const place = graph.places.get(node)!;
    const before = memo.get(place);
    if (before !== undefined) return before;
    const [lo, hi] = boundsAt(enclosures, place);
    const isFinite = Number.isFinite(lo) && Number.isFinite(hi);
    const result =
      isFinite && (lo > 0 || hi < 0) ? REGULAR : lo === 0 && hi === 0 ? VANISHED : structural(node, place);
    // A finite enclosure bounds the value whatever the structure says.
    const better = isFinite && result.order < 0 ? BOUNDED : result;
    memo.set(place, better);
    return better;
  };

  function structural(node: Node, place: number): LocalOrder {
    if (node.kind !== 'call') return z0 === 0 ? CROSSING : crossing(node, z0, near);
    const places = [graph.first[place]!, graph.second[place]!, graph.third[place]!];
    return OPERATIONS[node.operation].order({
      node,
      args: node.args,
      of: (k) => orderOf(node.args[k]!),
      beside: (k) => boundsAt(beside, places[k]!),
      crossing: (each) => crossing(each === node ? node : simplify(each), z0, near),
    });
  }

  return formulas.map(orderOf);
}

/** The branches that hold there; the formulas as they are where branches change all the way to the point. */
function besidePoint(written: readonly Node[], z0: number, near: number): readonly Node[] {
  const [far, nearer] = [2, 1024].map((part) => branchesAt(written, z0 + near / part)) as [
    Branches,
    Branches,
  ];
  const isSame = far.choices.every((choice, i) => Object.is(choice, nearer.choices[i]));
  return far.formulas.map((branch, i) => {
    const formula = simplify(branch);
    if (isSame) return formula;
    const { share } = createInterner();
    return share(formula) === share(simplify(nearer.formulas[i]!)) ? formula : written[i]!;
  });
}

function boundsAt({ lo, hi }: Enclosures, place: number): readonly [number, number] {
  return [lo[place]!, hi[place]!];
}

function encloseBeside(work: Encloseable, z0: number, from: number, to: number): void {
  encloseGraph(work, Math.min(z0 + from, z0 + to), Math.max(z0 + from, z0 + to));
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
  return lo[value]! <= 0 && hi[value]! >= 0 ? CROSSING : BOUNDED;
}
