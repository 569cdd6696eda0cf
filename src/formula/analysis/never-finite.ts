import { encloseable, encloseGraph } from './enclosure.ts';
import { buildGraph, type Graph } from '../graph.ts';
import type { Enclosures } from '../algebra/interval-arithmetic.ts';
import type { Node } from '../tree/tree.ts';

/**
 * Whether it is certain that a function is infinite or not a number for every z: a constant part is (1/0*z, log(-1)*z), or a
 * function never meets its domain (sqrt(-1 - z^2)). False where that cannot be told.
 *
 * @param value r in z alone, simplified: `Integrand.value`
 */
export function isNeverFinite(value: Node): boolean {
  const work = encloseable(buildGraph([value]));
  encloseGraph(work, -Number.MAX_VALUE, Number.MAX_VALUE);
  const never: boolean[] = [];
  for (let i = 0; i < work.graph.size; i += 1) never.push(isLost(work.graph, work.enclosures, i, never));
  return never[work.graph.roots[0]!]!;
}

/** Whether an operation gives no finite number for any z, `never` telling it of what stands before. */
function isLost(graph: Graph, { lo, hi }: Enclosures, i: number, never: readonly boolean[]): boolean {
  const [a, b, c] = [graph.first[i]!, graph.second[i]!, graph.third[i]!];
  const isZero = (place: number): boolean => lo[place] === 0 && hi[place] === 0;
  const exponent = graph.operations[b] === 'number' ? graph.numbers[b]! : NaN;
  switch (graph.operations[i]!) {
    case 'number':
      return !Number.isFinite(graph.numbers[i]);
    case 'negate':
    case 'abs':
    case 'sin':
    case 'cos':
    case 'tan':
    case 'sinh':
    case 'cosh':
    case 'floor':
      return never[a]!;
    case 'sqrt':
      return never[a]! || hi[a]! < 0;
    case 'log':
      return never[a]! || hi[a]! <= 0;
    case 'log1p':
      return never[a]! || hi[a]! <= -1;
    case 'add':
    case 'subtract':
    case 'multiply':
      return never[a]! || never[b]!;
    case 'divide':
    case 'mod':
      return never[a]! || isZero(b);
    case 'power':
      if (exponent > 0) return never[a]! || (!Number.isInteger(exponent) && hi[a]! < 0);
      return exponent < 0 && isZero(a);
    case 'min':
    case 'max':
      return never[a]! && never[b]!;
    case 'select':
      return never[b]! && never[c]!;
    default:
      // The others are finite at infinity, or at one of the two.
      return false;
  }
}
