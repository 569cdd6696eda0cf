import { log } from '../../elementary/log.ts';
import type { Graph } from './record.ts';
import { magnitudeMax, magnitudeMin, type Enclosures } from './interval-arithmetic.ts';

/** Magnitudes outside of these are near overflow or underflow: their logarithm comes from the structure. */
const SMALL = 1e-290;
const LARGE = 1e290;

/** Room for the rounding of the logarithms themselves. */
export const ROOM = 1e-9;

/**
 * Upper bound of log|subformula at `place`| over the enclosed interval. Where the enclosure is neither tiny
 * nor huge it is the logarithm of its magnitude; else it follows the structure: products add, sums take the
 * larger.
 */
export function logBound(graph: Graph, e: Enclosures, place: number): number {
  const most = magnitudeMax(e, place);
  if (most === 0) return -Infinity;
  if (most > SMALL && most < LARGE) return log(most) + ROOM;
  const plain = most === Infinity ? Infinity : log(most) + ROOM;
  const record = graph.records[place];
  const structural = record == null ? Infinity : record.logBound(graph, e, place);
  return structural < plain ? structural : plain;
}

/**
 * Sum of two log bounds; a factor 0 beats an unbounded one only where it is exactly 0, which is settled
 * before.
 */
export function totalBound(x: number, y: number): number {
  const sum = x + y;
  return Number.isNaN(sum) ? Infinity : sum;
}

/** Lower bound of log|subformula|. */
export function logLeast(e: Enclosures, place: number): number {
  const least = magnitudeMin(e, place);
  return least === 0 ? -Infinity : log(Math.min(least, Number.MAX_VALUE)) - ROOM;
}
