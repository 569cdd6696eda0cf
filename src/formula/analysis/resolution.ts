import { LN2 } from '../../elementary/constants.ts';
import type { Enclosures } from '../algebra/interval-arithmetic.ts';
import type { Graph } from '../algebra/record.ts';

/*
 * Whether a panel resolves a formula: a feature must come from a nonlinear operation whose argument varies
 * over the panel.
 */

/**
 * By how much the variation of the operation's argument exceeds what one panel resolves; <= 1 is resolved.
 */
export function excess(graph: Graph, e: Enclosures, place: number): number {
  const record = graph.records[place]!;
  return record === null ? 0 : record.excess(graph, e, place);
}

/** Logarithm of how much the operation's value varies over the panel. */
export function logVariation(graph: Graph, e: Enclosures, place: number, logBound: number): number {
  const record = graph.records[place]!;
  return record === null ? logBound + LN2 : record.variation(e, graph.first[place]!, logBound);
}
