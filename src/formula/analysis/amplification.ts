import { LN2 } from '../../elementary/constants.ts';
import type { Enclosures } from '../algebra/interval-arithmetic.ts';
import type { Graph } from '../algebra/record.ts';

/**
 * Logarithms of bounds on |d root / d subformula| over the enclosed panel, for every subformula: how much a
 * change of it may change the root (reverse accumulation of bounds of the partial derivatives, by the mean
 * value theorem).
 */
export function amplification(graph: Graph, e: Enclosures, root: number, out: Float64Array): void {
  const args = [graph.first, graph.second, graph.third];
  out.fill(-Infinity);
  out[root] = 0;
  for (let i = root; i >= 0; i--) {
    const here = out[i]!;
    const record = graph.records[i]!;
    if (here === -Infinity || record === null) continue;
    for (let k = 0; k < record.arity; k++) {
      const slope = record.slope(graph, e, i, k);
      if (slope !== null) pass(out, args[k]![i]!, here + slope);
    }
  }
}

function pass(out: Float64Array, to: number, amount: number): void {
  const value = Number.isNaN(amount) ? Infinity : amount;
  const before = out[to]!;
  out[to] = before === -Infinity ? value : Math.max(before, value) + LN2;
}
