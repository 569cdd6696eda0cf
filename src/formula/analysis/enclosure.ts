import { log } from '../../elementary/log.ts';
import { buildGraph } from '../graph.ts';
import type { Encloser, Enclosures } from '../algebra/interval-arithmetic.ts';
import type { Graph } from '../algebra/record.ts';
import { logBound } from '../algebra/magnitude.ts';
import type { Node } from '../tree/tree.ts';

/**
 * Enclosures of formulas over an interval of z: bounds that every value keeps, found by interval arithmetic
 * with outward rounding (R. E. Moore, Interval Analysis, 1966). For rigor, not for values: they are wide
 * where a variable occurs several times.
 */

/** A graph with what is needed to enclose it again and again; the enclosures are overwritten each time. */
export interface Encloseable {
  readonly graph: Graph;
  readonly enclosures: Enclosures;
  readonly steps: readonly { readonly encloser: Encloser; readonly place: number }[];
  readonly variables: readonly number[];
}

export function encloseable(graph: Graph): Encloseable {
  const enclosures = { lo: Float64Array.from(graph.numbers), hi: Float64Array.from(graph.numbers) };
  const steps: { readonly encloser: Encloser; readonly place: number }[] = [];
  const variables: number[] = [];
  graph.records.forEach((record, place) => {
    if (record !== null) steps.push({ encloser: record.enclose, place });
    else if (graph.operations[place] === 'z') variables.push(place);
  });
  return { graph, enclosures, steps, variables };
}

/** Encloses every subformula over z in [lo, hi]. */
export function encloseGraph(
  { graph, enclosures, steps, variables }: Encloseable,
  lo: number,
  hi: number,
): void {
  for (const place of variables) {
    enclosures.lo[place] = lo;
    enclosures.hi[place] = hi;
  }
  const { first, second, third } = graph;
  for (const { encloser, place } of steps) {
    encloser(enclosures, place, first[place]!, second[place]!, third[place]!);
  }
}

export interface Enclosure {
  readonly lo: number;
  readonly hi: number;
  /** Upper bound of log|value|, also where the value overflows or underflows. */
  readonly logMax: number;
}

/** Bounds of a formula over z in [lo, hi]; infinite where it is unbounded or not defined. */
export function enclose(node: Node, lo: number, hi: number): Enclosure {
  const work = encloseable(buildGraph([node]));
  encloseGraph(work, lo, hi);
  const root = work.graph.roots[0]!;
  const { enclosures } = work;
  return {
    lo: enclosures.lo[root]!,
    hi: enclosures.hi[root]!,
    logMax: logBound(work.graph, enclosures, root),
  };
}

/** log of a magnitude; -Infinity for 0. */
export function logMagnitude(x: number): number {
  return x === 0 ? -Infinity : log(Math.abs(x));
}
