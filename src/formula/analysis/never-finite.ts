import { buildGraph } from '../graph.ts';
import type { Node } from '../tree/tree.ts';
import { encloseable, encloseGraph } from './enclosure.ts';

/**
 * Whether it is certain that a function is infinite or not a number for every z: a constant part is (1/0*z,
 * log(-1)*z), or a function never meets its domain (sqrt(-1 - z^2)). False where that cannot be told.
 *
 * @param value r in z alone, simplified: `Integrand.value`
 */
export function isNeverFinite(value: Node): boolean {
  const work = encloseable(buildGraph([value]));
  const { graph, enclosures } = work;
  encloseGraph(work, -Number.MAX_VALUE, Number.MAX_VALUE);
  const never: boolean[] = [];
  graph.records.forEach((record, place) => {
    never.push(
      record === null
        ? graph.operations[place] === 'number' && !Number.isFinite(graph.numbers[place])
        : record.isLost(graph, enclosures, place, never),
    );
  });
  return never[graph.roots[0]!]!;
}
