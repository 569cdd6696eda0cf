import { LN2 } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import type { Graph } from '../graph.ts';
import { magnitudeMax, magnitudeMin, type Enclosures } from './interval-arithmetic.ts';

/** Magnitudes outside of these are near overflow or underflow: their logarithm comes from the structure. */
const SMALL = 1e-290;
const LARGE = 1e290;

/** Room for the rounding of the logarithms themselves. */
const ROOM = 1e-9;

/**
 * Upper bound of log|subformula at `place`| over the enclosed interval. Where the enclosure is neither tiny nor
 * huge it is the logarithm of its magnitude; else it follows the structure: products add, sums take the larger.
 */
export function logBound(graph: Graph, e: Enclosures, place: number): number {
  const most = magnitudeMax(e, place);
  if (most === 0) return -Infinity;
  if (most > SMALL && most < LARGE) return log(most) + ROOM;
  const plain = most === Infinity ? Infinity : log(most) + ROOM;
  const structural = structuralBound(graph, e, place);
  return structural < plain ? structural : plain;
}

function structuralBound(graph: Graph, e: Enclosures, place: number): number {
  const a = graph.first[place]!;
  const b = graph.second[place]!;
  const bound = (at: number): number => logBound(graph, e, at);
  const least = magnitudeMin(e, a);
  switch (graph.operations[place]!) {
    case 'negate':
    case 'abs':
      return bound(a);
    case 'add':
    case 'subtract':
    case 'min':
    case 'max':
      return Math.max(bound(a), bound(b)) + LN2;
    case 'select':
      return selectBound(graph, e, place);
    case 'multiply':
      return total(bound(a), bound(b));
    case 'divide':
      return total(bound(a), -logLeast(e, b));
    case 'power':
      return powerBound(graph, e, place);
    case 'exp':
      return e.hi[a]!;
    case 'sigmoid':
    case 'softplus':
      return e.hi[a]! < 0 ? e.hi[a]! : Infinity;
    case 'sinh':
    case 'cosh':
    case 'expm1':
      return magnitudeMax(e, a) + ROOM;
    case 'sech2':
      return 2 * LN2 - 2 * least;
    case 'normpdf':
      return -0.5 * least * least;
    case 'normcdf':
      return e.hi[a]! < 0 ? -0.5 * least * least : 0;
    case 'sqrt':
      return e.lo[a]! >= 0 ? 0.5 * bound(a) : Infinity;
    default:
      return Infinity;
  }
}

/** Sum of two log bounds; a factor 0 beats an unbounded one only where it is exactly 0, which is settled before. */
function total(x: number, y: number): number {
  const sum = x + y;
  return Number.isNaN(sum) ? Infinity : sum;
}

function logLeast(e: Enclosures, place: number): number {
  const least = magnitudeMin(e, place);
  return least === 0 ? -Infinity : log(Math.min(least, Number.MAX_VALUE)) - ROOM;
}

function powerBound(graph: Graph, e: Enclosures, place: number): number {
  const base = graph.first[place]!;
  const exponent = graph.second[place]!;
  const p = e.lo[exponent]!;
  if (p !== e.hi[exponent]!) {
    if (!(e.lo[base]! > 0)) return Infinity;
    const [low, high] = [log(e.lo[base]!), log(e.hi[base]!)];
    return Math.max(low * p, high * p, low * e.hi[exponent]!, high * e.hi[exponent]!) + ROOM;
  }
  if (!Number.isInteger(p) && e.lo[base]! < 0) return Infinity;
  return p >= 0 ? p * logBound(graph, e, base) : p * logLeast(e, base);
}

function selectBound(graph: Graph, e: Enclosures, place: number): number {
  const condition = graph.first[place]!;
  const then = graph.second[place]!;
  const otherwise = graph.third[place]!;
  if (e.lo[condition]! >= 0) return logBound(graph, e, then);
  if (e.hi[condition]! < 0) return logBound(graph, e, otherwise);
  return Math.max(logBound(graph, e, then), logBound(graph, e, otherwise));
}
