import { LN2 } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import type { Graph } from '../graph.ts';
import { magnitudeMax, magnitudeMin, type Enclosures } from '../algebra/interval-arithmetic.ts';

/**
 * Whether a panel resolves a formula: a feature must come from a nonlinear operation whose argument varies over the
 * panel. The limits are the variation up to which the 31-point rule integrates the fourth power of the operation.
 */
const EXPONENTIAL_WIDTH = 6;
const WAVE_WIDTH = 5;
/** Largest ratio of |u| for operations with a singularity or branch point at u = 0: a little over 4, the grading there. */
const SINGULAR_RATIO = log(4.2);
/** Distances from the real line of the nearest singularities, as panel widths: tanh pi/2, logistic pi, atan 1. */
const TANH_WIDTH = 1.5;
const LOGISTIC_WIDTH = 3;
const GAUSSIAN_WIDTH = 2;
const POWER_VARIATION = 12;

/** By how much the variation of the operation's argument exceeds what one panel resolves; <= 1 is resolved. */
export function excess(graph: Graph, e: Enclosures, place: number): number {
  const a = graph.first[place]!;
  switch (graph.operations[place]!) {
    case 'exp':
    case 'expm1':
    case 'sinh':
    case 'cosh':
      return width(e, a) / EXPONENTIAL_WIDTH;
    case 'sin':
    case 'cos':
      return width(e, a) / WAVE_WIDTH;
    case 'tan':
      return Math.max(width(e, a), e.lo[place]! === -Infinity ? Infinity : 0);
    case 'tanh':
    case 'sech2':
      return width(e, a) / Math.min(3, Math.max(TANH_WIDTH, magnitudeMin(e, a)));
    case 'sigmoid':
    case 'softplus':
      return width(e, a) / Math.min(EXPONENTIAL_WIDTH, Math.max(LOGISTIC_WIDTH, magnitudeMin(e, a)));
    case 'atan':
      return width(e, a) / Math.max(1, magnitudeMin(e, a));
    case 'erf':
      return Math.max(width(e, a) / GAUSSIAN_WIDTH, squareWidth(e, a) / EXPONENTIAL_WIDTH);
    case 'normcdf':
    case 'normpdf':
      return Math.max(width(e, a) / (GAUSSIAN_WIDTH * 1.4), squareWidth(e, a) / (2 * EXPONENTIAL_WIDTH));
    case 'log':
    case 'sqrt':
      return ratio(e, a, 0);
    case 'log1p':
      return ratio(e, a, 1);
    case 'normquantile':
      return Math.max(ratio(e, a, 0), ratio(e, a, -1));
    case 'divide':
      return ratio(e, graph.second[place]!, 0);
    case 'power':
      return powerExcess(graph, e, place);
    default:
      return 0;
  }
}

function width(e: Enclosures, a: number): number {
  return e.hi[a]! - e.lo[a]!;
}

function squareWidth(e: Enclosures, a: number): number {
  const [low, high] = [magnitudeMin(e, a), magnitudeMax(e, a)];
  return high * high - low * low;
}

function ratio(e: Enclosures, a: number, offset: number): number {
  const lo = e.lo[a]! + offset;
  const hi = e.hi[a]! + offset;
  if (lo <= 0 && hi >= 0) return Infinity;
  const quotient = lo > 0 ? hi / lo : lo / hi;
  return quotient < 1.5 ? 0 : log(quotient) / SINGULAR_RATIO;
}

function powerExcess(graph: Graph, e: Enclosures, place: number): number {
  const a = graph.first[place]!;
  const b = graph.second[place]!;
  const p = e.lo[b]!;
  if (p !== e.hi[b]!) return Math.max(ratio(e, a, 0), exponentVariation(e, a, b) / EXPONENTIAL_WIDTH);
  const variation = (Math.abs(p) * width(e, a)) / magnitudeMax(e, a) / POWER_VARIATION;
  if (Number.isInteger(p) && p >= 0) return p <= 6 ? 0 : variation;
  return Math.max(ratio(e, a, 0), variation);
}

/** Width of v·log(u) for u^v. */
function exponentVariation(e: Enclosures, a: number, b: number): number {
  if (!(e.lo[a]! > 0)) return Infinity;
  const [low, high] = [log(e.lo[a]!), log(e.hi[a]!)];
  const ends = [low * e.lo[b]!, low * e.hi[b]!, high * e.lo[b]!, high * e.hi[b]!];
  return Math.max(...ends) - Math.min(...ends);
}

/**
 * Logarithm of how much the operation's value varies over the panel. For operations that saturate it is that of the
 * tail, which the rounded enclosure cannot show.
 */
export function logVariation(graph: Graph, e: Enclosures, place: number, logBound: number): number {
  const a = graph.first[place]!;
  const least = magnitudeMin(e, a);
  switch (graph.operations[place]!) {
    case 'sin':
    case 'cos':
      return LN2;
    case 'tanh':
    case 'sech2':
      return 2 * LN2 - 2 * least;
    case 'sigmoid':
    case 'softplus':
      return LN2 - least;
    case 'erf':
      return LN2 - least * least;
    case 'normcdf':
      return -0.5 * least * least;
    default:
      return logBound + LN2;
  }
}
