import { log } from '../../elementary/log.ts';
import { power } from '../../elementary/power.ts';
import { magnitudeMax, magnitudeMin, type Enclosures } from '../algebra/interval-arithmetic.ts';
import { defined } from '../algebra/interval-rules.ts';
import { powerInterval } from '../algebra/power-interval.ts';
import { powerOf, product } from '../algebra/growth-algebra.ts';
import { expOf, logOf } from '../algebra/growth-exponentials.ts';
import { powerOrder, UNBOUNDED } from '../algebra/local-orders.ts';
import { logBound, logLeast, ROOM } from '../algebra/magnitude.ts';
import type { Calculus, Domain, Graph } from '../algebra/record.ts';
import { EVEN, isOdd, NO_SYMMETRY, odd } from '../algebra/symmetries.ts';
import { sqrt } from '../loops/arithmetic.ts';
import { powerAll } from '../loops/functions.ts';
import { call, isZero, number } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { EXPONENTIAL_WIDTH, ofArgument, POWER_VARIATION, ratio, width } from './panel-rules.ts';
import type { Rows } from './rows.ts';

const FROM_0: Domain = { least: 0, most: Infinity, isClosed: true };

export const POWERS: Rows<'power' | 'sqrt'> = {
  power: {
    arity: 2,
    notation: 'sign',
    meaning: 'x^y; NaN for x < 0 unless y is an integer',
    evaluate: power,
    domain: common.EVERYWHERE,
    derivative: { kind: 'rule', derive: derivePower },
    enclose: powerInterval,
    logBound: powerBound,
    growth: ({ of }, a, b) =>
      b.kind === 'number' ? powerOf(of(a), b.value) : expOf(product(of(b), logOf(of(a), false))),
    order: ({ of, args: [, b] }) => (b!.kind === 'number' ? powerOrder(of(0), b!.value) : UNBOUNDED),
    breaks: (a, b) =>
      b.kind === 'number' && Number.isInteger(b.value) && b.value >= 0 ? [] : [common.breakAt(a, 'singular')],
    zeros: (a, b) => (b.kind === 'number' && b.value > 0 ? [a] : null),
    symmetry: (_, [u], [, b]) => {
      if (!isOdd(u!) || b!.kind !== 'number' || !Number.isInteger(b!.value)) return NO_SYMMETRY;
      return b!.value % 2 === 0 ? EVEN : odd(0);
    },
    isTame: (graph, e, place) => {
      const [base, exponent] = [e.lo[graph.first[place]!]!, exponentAt(graph, place)];
      if (Number.isInteger(exponent) && exponent >= 0) return true;
      return base > 0 ? Number.isFinite(exponent) : base === 0 && exponent >= 1;
    },
    isLost: (graph, e, place, never) => {
      const [a, exponent] = [graph.first[place]!, exponentAt(graph, place)];
      if (exponent > 0) return never[a]! || (!Number.isInteger(exponent) && e.hi[a]! < 0);
      return exponent < 0 && e.lo[a] === 0 && e.hi[a] === 0;
    },
    excess: powerExcess,
    variation: common.VARIES_FULLY,
    slope: powerSlope,
    // What takes a power outside depends on x and y together: all are done again.
    kernel: common.ordinaryPass(powerAll, 16, () => true),
  },
  sqrt: {
    arity: 1,
    notation: 'function',
    meaning: 'square root',
    evaluate: (x) => Math.sqrt(x),
    domain: FROM_0,
    derivative: {
      kind: 'chain',
      first: (u) => call('divide', number(0.5), call('sqrt', u)),
      second: (u) => call('negate', call('divide', number(0.25), call('multiply', u, call('sqrt', u)))),
    },
    enclose: defined(Math.sqrt, 0),
    logBound: (graph, e, place) => {
      const a = graph.first[place]!;
      return e.lo[a]! >= 0 ? 0.5 * logBound(graph, e, a) : Infinity;
    },
    growth: ({ of }, a) => powerOf(of(a), 0.5),
    order: ({ of }) => powerOrder(of(0), 0.5),
    breaks: common.singularAtEnds(FROM_0),
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME_INSIDE_OR_SMOOTH,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: ofArgument((e, a) => ratio(e, a, 0)),
    variation: common.VARIES_FULLY,
    slope: ({ first }, e, place) => {
      const least = magnitudeMin(e, first[place]!);
      return least === 0 ? Infinity : -0.5 * log(least);
    },
    kernel: common.arithmeticPass(sqrt),
  },
};

/** u^v: v u^(v-1) u' for constant v, u^v log(u) v' for constant u, otherwise both. */
function derivePower(d: Calculus, u: Node, v: Node): Node {
  const du = d.of(u);
  const dv = d.of(v);
  if (isZero(dv)) {
    const lowered = v.kind === 'number' ? d.number(v.value - 1) : d.call('subtract', v, d.number(1));
    return d.times(d.times(v, du), d.call('power', u, lowered));
  }
  const growth = d.times(d.call('log', u), dv);
  return d.times(d.call('power', u, v), isZero(du) ? growth : d.add(growth, d.over(d.times(v, du), u)));
}

/** The exponent where it is a number; else NaN. */
function exponentAt({ operations, numbers, second }: Graph, place: number): number {
  const exponent = second[place]!;
  return operations[exponent] === 'number' ? numbers[exponent]! : NaN;
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

function powerSlope(graph: Graph, e: Enclosures, place: number, k: number): number | null {
  const [a, b] = [graph.first[place]!, graph.second[place]!];
  if (k === 1) return e.lo[b] === e.hi[b] ? null : Infinity;
  const p = e.lo[b]!;
  const extreme = p >= 1 ? magnitudeMax(e, a) : magnitudeMin(e, a);
  if (extreme === 0) return p >= 1 ? -Infinity : Infinity;
  return log(Math.abs(p)) + (p - 1) * log(Math.min(extreme, Number.MAX_VALUE));
}
