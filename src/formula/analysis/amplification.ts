import { LN2 } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import type { Graph } from '../graph.ts';
import { magnitudeMax, magnitudeMin, type Enclosures } from '../algebra/interval-arithmetic.ts';
import { logBound } from '../algebra/magnitude.ts';

/**
 * Logarithms of bounds on |d root / d subformula| over the enclosed panel, for every subformula: how much a change
 * of it may change the root (reverse accumulation of bounds of the partial derivatives, by the mean value theorem).
 */
export function amplification(graph: Graph, e: Enclosures, root: number, out: Float64Array): void {
  out.fill(-Infinity);
  out[root] = 0;
  for (let i = root; i >= 0; i--) {
    const here = out[i]!;
    const operation = graph.operations[i]!;
    if (here === -Infinity || operation === 'number' || operation === 'z') continue;
    const [a, b, c] = [graph.first[i]!, graph.second[i]!, graph.third[i]!];
    switch (operation) {
      case 'add':
      case 'subtract':
      case 'min':
      case 'max':
        pass(out, a, here);
        pass(out, b, here);
        break;
      case 'multiply':
        pass(out, a, here + logBound(graph, e, b));
        pass(out, b, here + logBound(graph, e, a));
        break;
      case 'divide': {
        const least = magnitudeMin(e, b);
        const down = least === 0 ? Infinity : -log(least);
        pass(out, a, here + down);
        pass(out, b, here + logBound(graph, e, a) + 2 * down);
        break;
      }
      case 'clip':
        pass(out, a, here);
        pass(out, b, here);
        pass(out, c, here);
        break;
      case 'select':
        pass(out, b, here);
        pass(out, c, here);
        break;
      case 'mod':
        pass(out, a, here);
        pass(out, b, Infinity);
        break;
      case 'power':
        pass(out, a, here + powerSlope(graph, e, i));
        if (e.lo[b] !== e.hi[b]) pass(out, b, Infinity);
        break;
      default:
        pass(out, a, here + unarySlope(graph, e, i));
    }
  }
}

function pass(out: Float64Array, to: number, amount: number): void {
  const value = Number.isNaN(amount) ? Infinity : amount;
  const before = out[to]!;
  out[to] = before === -Infinity ? value : Math.max(before, value) + LN2;
}

function powerSlope(graph: Graph, e: Enclosures, place: number): number {
  const a = graph.first[place]!;
  const p = e.lo[graph.second[place]!]!;
  const extreme = p >= 1 ? magnitudeMax(e, a) : magnitudeMin(e, a);
  if (extreme === 0) return p >= 1 ? -Infinity : Infinity;
  return log(Math.abs(p)) + (p - 1) * log(Math.min(extreme, Number.MAX_VALUE));
}

function unarySlope(graph: Graph, e: Enclosures, place: number): number {
  const a = graph.first[place]!;
  const least = magnitudeMin(e, a);
  switch (graph.operations[place]!) {
    case 'exp':
    case 'expm1':
      return e.hi[a]!;
    case 'sinh':
    case 'cosh':
      return magnitudeMax(e, a);
    case 'log':
      return least === 0 ? Infinity : -log(least);
    case 'log1p':
      return e.lo[a]! > -1 ? -log(1 + e.lo[a]!) : Infinity;
    case 'sqrt':
      return least === 0 ? Infinity : -0.5 * log(least);
    case 'tan':
      return Infinity;
    case 'sign':
    case 'step':
    case 'floor':
      return -Infinity;
    default:
      return LN2;
  }
}
