import { encloseable, encloseGraph } from './enclosure.ts';
import { buildGraph } from '../graph.ts';
import type { Node, Operation } from '../tree/tree.ts';

/** Functions that are Lipschitz everywhere, or polynomials of their arguments. */
const ALWAYS: ReadonlySet<string> = new Set([
  'number',
  'z',
  'negate',
  'add',
  'subtract',
  'multiply',
  'sin',
  'cos',
  'tanh',
  'sech2',
  'atan',
  'erf',
  'sigmoid',
  'softplus',
  'normcdf',
  'normpdf',
  'abs',
  'min',
  'max',
  'clip',
] satisfies (Operation | 'number' | 'z')[]);

/** Functions with kinks, or with slopes without bound. */
const ROUGH: ReadonlySet<string> = new Set(['abs', 'min', 'max', 'clip', 'sqrt'] satisfies Operation[]);

/**
 * Whether a formula is locally Lipschitz and it and its derivative grow no faster than a power, as far as its operations
 * and their bounds over all z tell. Then every moment of r and r' exists, and the pathwise estimator has no bias.
 * false where it cannot be told.
 *
 * A formula of coordinates is so if it is with each total as a function of a z: the bounds of an operation do not depend on
 * whether its arguments have coordinates in common.
 */
export function isTame(node: Node): boolean {
  const work = encloseable(buildGraph([node]));
  encloseGraph(work, -Infinity, Infinity);
  const { graph, enclosures } = work;
  const low = (place: number): number => enclosures.lo[place]!;
  const high = (place: number): number => enclosures.hi[place]!;
  return graph.operations.every((operation, place) => {
    const [u, v] = [graph.first[place]!, graph.second[place]!];
    switch (operation) {
      case 'exp':
      case 'expm1':
        return high(u) < Infinity;
      case 'sinh':
      case 'cosh':
        return low(u) > -Infinity && high(u) < Infinity;
      case 'log':
        return low(u) > 0;
      case 'log1p':
        return low(u) > -1;
      case 'sqrt':
        // The slope of the root of a smooth function that is not negative is bounded where its second derivative is.
        return low(u) > 0 || (low(u) === 0 && isSmooth(graph.nodes[u]!));
      case 'divide':
        return low(v) > 0 || high(v) < 0;
      case 'power':
        return isTamePower(low(u), graph.operations[v] === 'number' ? graph.numbers[v]! : NaN);
      default:
        return ALWAYS.has(operation);
    }
  });
}

function isTamePower(base: number, exponent: number): boolean {
  if (Number.isInteger(exponent) && exponent >= 0) return true;
  return base > 0 ? Number.isFinite(exponent) : base === 0 && exponent >= 1;
}

/** Whether a formula has no kinks and no roots, so that its second derivative is bounded wherever it is. */
function isSmooth(node: Node): boolean {
  if (node.kind !== 'call') return true;
  const [, exponent] = node.args;
  const isWhole = exponent?.kind === 'number' && Number.isInteger(exponent.value);
  const isRough = node.operation === 'power' ? !isWhole : ROUGH.has(node.operation);
  return !isRough && node.args.every(isSmooth);
}
