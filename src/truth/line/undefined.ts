import { evaluateGraph } from '../../formula/graph.ts';
import type { Inspection } from './inspection.ts';
import type { LinePiece } from './pieces.ts';

/**
 * Why r or r' has no value in an unbounded piece without breaks: an argument beyond a domain, as of log(z)
 * for z < 0, or a step beyond the doubles. null where it has one.
 */
export function undefinedReason(
  { origin, from, to }: LinePiece,
  seen: Inspection,
  sigma: number,
): string | null {
  if (seen.logValue < Infinity && seen.logDerivative < Infinity) return null;
  const { graph } = origin.work;
  const values = new Float64Array(graph.size);
  evaluateGraph(graph, origin.base + sigma * (from + (to - from) / 2), values);
  if (!graph.roots.some((root) => Number.isNaN(values[root]!))) return null;
  const isLost = (at: Int32Array, i: number): boolean => !Number.isFinite(values[at[i]!]!);
  const first = graph.records.findIndex((record, i) => record !== null && Number.isNaN(values[i]!));
  const hasOverflown = [graph.first, graph.second, graph.third].some((at) => isLost(at, first));
  return hasOverflown
    ? "a step towards r or r' is beyond the largest double for some of the draws"
    : 'r is not a real number for some of the draws';
}
