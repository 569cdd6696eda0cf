import { buildGraph } from '../graph.ts';
import type { Node } from '../tree/tree.ts';
import { encloseable, encloseGraph } from './enclosure.ts';

/**
 * Whether a formula is locally Lipschitz and it and its derivative grow no faster than a power, as far as its
 * operations and their bounds over all z tell. Then every moment of r and r' exists, and the pathwise
 * estimator has no bias. false where it cannot be told.
 *
 * A formula of coordinates is so if it is with each total as a function of a z: the bounds of an operation do
 * not depend on whether its arguments have coordinates in common.
 */
export function isTame(node: Node): boolean {
  const work = encloseable(buildGraph([node]));
  const { graph, enclosures } = work;
  encloseGraph(work, -Infinity, Infinity);
  return graph.records.every((record, place) => record === null || record.isTame(graph, enclosures, place));
}
