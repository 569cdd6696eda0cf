import {
  boundedOr,
  grows,
  negated,
  signGrowth,
  sum,
  toConstant,
  withSign,
} from '../algebra/growth-algebra.ts';
import { chosen, extreme } from '../algebra/growth-choices.ts';
import { BOUNDED_GROWTH, VANISHING } from '../algebra/growth-kinds.ts';
import { magnitudeMax, magnitudeMin, set } from '../algebra/interval-arithmetic.ts';
import { modInterval } from '../algebra/mod-interval.ts';
import { logBound } from '../algebra/magnitude.ts';
import { NO_SYMMETRY, odd } from '../algebra/symmetries.ts';
import * as loops from '../loops/choices.ts';
import { call } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import type { Rows } from './rows.ts';

const NAN = Number.NaN;

type Piecewise = 'abs' | 'sign' | 'step' | 'floor' | 'mod' | 'min' | 'max' | 'clip' | 'select';

/** What smallest and largest argument have in common. */
const EXTREME = {
  arity: 2,
  notation: 'folded',
  domain: common.EVERYWHERE,
  logBound: common.BOUND_OF_TWO,
  order: common.ORDER_OF_BRANCH,
  breaks: (a: Node, b: Node) => [common.breakAt(call('subtract', a, b), 'kink')],
  zeros: common.OWN_ZEROS,
  symmetry: common.ASYMMETRIC,
  isTame: common.TAME,
  isLost: common.LOST_WITH_BOTH,
  excess: common.RESOLVED,
  variation: common.VARIES_FULLY,
  slope: common.SLOPE_1,
} as const;

export const PIECEWISE: Rows<Piecewise> = {
  abs: {
    arity: 1,
    notation: 'function',
    meaning: 'absolute value',
    evaluate: (x) => Math.abs(x),
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('sign', u), second: null },
    enclose: (e, i, a) => {
      set(e, i, magnitudeMin(e, a), magnitudeMax(e, a));
    },
    logBound: common.BOUND_OF_ARGUMENT,
    growth: ({ of }, a) => {
      const u = of(a);
      return signGrowth(u) >= 0 ? (signGrowth(u) > 0 ? u : withSign(u)) : negated(u);
    },
    order: common.ORDER_OF_BRANCH,
    breaks: (a) => [common.breakAt(a, 'kink')],
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.EVEN_IN_ARGUMENT,
    isTame: common.TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.arithmeticPass(loops.abs),
  },
  sign: {
    arity: 1,
    notation: 'function',
    meaning: '1 for x > 0, -1 for x < 0, 0 at 0',
    evaluate: (x) => (x > 0 ? 1 : x < 0 ? -1 : x === 0 ? 0 : NAN),
    domain: common.EVERYWHERE,
    derivative: { kind: 'flat' },
    enclose: (e, i, a) => {
      set(e, i, Math.sign(e.lo[a]!), Math.sign(e.hi[a]!));
    },
    logBound: common.NO_BOUND,
    growth: common.growthOfStep,
    order: common.ORDER_OF_BRANCH,
    breaks: (a) => [common.breakAt(a, 'step')],
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: common.NOT_TAME,
    isLost: common.NEVER_LOST,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.NO_SLOPE,
    kernel: common.arithmeticPass(loops.sign),
  },
  step: {
    arity: 1,
    notation: 'function',
    meaning: '1 for x >= 0, else 0',
    evaluate: (x) => (x >= 0 ? 1 : x < 0 ? 0 : NAN),
    domain: common.EVERYWHERE,
    derivative: { kind: 'flat' },
    enclose: (e, i, a) => {
      set(e, i, e.lo[a]! >= 0 ? 1 : 0, e.hi[a]! >= 0 ? 1 : 0);
    },
    logBound: common.NO_BOUND,
    growth: ({ of }, a) => {
      if (signGrowth(of(a)) === 0) return BOUNDED_GROWTH;
      return signGrowth(of(a)) < 0 ? VANISHING : toConstant(1);
    },
    order: common.ORDER_OF_BRANCH,
    breaks: (a) => [common.breakAt(a, 'step')],
    zeros: common.OWN_ZEROS,
    symmetry: common.oddAbout(0.5),
    isTame: common.NOT_TAME,
    isLost: common.NEVER_LOST,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.NO_SLOPE,
    kernel: common.arithmeticPass(loops.step),
  },
  floor: {
    arity: 1,
    notation: 'function',
    meaning: 'largest integer <= x',
    evaluate: (x) => Math.floor(x),
    domain: common.EVERYWHERE,
    derivative: { kind: 'flat' },
    enclose: (e, i, a) => {
      set(e, i, Math.floor(e.lo[a]!), Math.floor(e.hi[a]!));
    },
    logBound: common.NO_BOUND,
    growth: ({ of }, a) => (grows(of(a)) ? sum(of(a), BOUNDED_GROWTH) : boundedOr(of(a))),
    order: common.ORDER_OF_BRANCH,
    breaks: (a) => [common.breakAt(a, 'step', 'integers')],
    zeros: common.OWN_ZEROS,
    // floor(c + h) + floor(c − h) = 2c − 1 for whole 2c.
    symmetry: (_, [u]) =>
      u!.kind === 'odd' && Number.isInteger(2 * u!.center) ? odd(u!.center - 0.5) : NO_SYMMETRY,
    isTame: common.NOT_TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.NO_SLOPE,
    kernel: common.arithmeticPass(loops.floor),
  },
  mod: {
    arity: 2,
    notation: 'function',
    meaning: 'x - y*floor(x/y); also written x mod y',
    evaluate: (x, y) => x - y * Math.floor(x / y),
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'rule',
      derive: (d, u, v) => d.subtract(d.of(u), d.times(d.of(v), d.call('floor', d.call('divide', u, v)))),
    },
    enclose: modInterval,
    logBound: common.NO_BOUND,
    growth: ({ of }, _, b) => boundedOr(of(b)),
    order: common.ORDER_OF_BRANCH,
    breaks: (a, b) => [
      common.breakAt(call('divide', a, b), 'step', 'integers'),
      common.breakAt(b, 'singular'),
    ],
    zeros: common.OWN_ZEROS,
    symmetry: (_, [u], [, b]) =>
      u!.kind === 'odd' && b!.kind === 'number' && Number.isInteger((2 * u!.center) / b!.value)
        ? odd(b!.value / 2)
        : NO_SYMMETRY,
    isTame: common.NOT_TAME,
    isLost: ({ first, second }, e, place, never) =>
      never[first[place]!]! || (e.lo[second[place]!] === 0 && e.hi[second[place]!] === 0),
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: (_, __, ___, k) => (k === 0 ? 0 : Infinity),
    kernel: common.arithmeticPass(loops.mod),
  },
  min: {
    ...EXTREME,
    meaning: 'smallest argument',
    evaluate: min,
    derivative: {
      kind: 'rule',
      derive: (d, u, v) => d.select(d.call('subtract', u, v), d.of(v), d.of(u)),
    },
    enclose: (e, i, a, b) => {
      set(e, i, Math.min(e.lo[a]!, e.lo[b]!), Math.min(e.hi[a]!, e.hi[b]!));
    },
    growth: ({ of }, a, b) => extreme('min', of(a), of(b)),
    kernel: common.arithmeticPass(loops.min),
  },
  max: {
    ...EXTREME,
    meaning: 'largest argument',
    evaluate: max,
    derivative: {
      kind: 'rule',
      derive: (d, u, v) => d.select(d.call('subtract', v, u), d.of(v), d.of(u)),
    },
    enclose: (e, i, a, b) => {
      set(e, i, Math.max(e.lo[a]!, e.lo[b]!), Math.max(e.hi[a]!, e.hi[b]!));
    },
    growth: ({ of }, a, b) => extreme('max', of(a), of(b)),
    kernel: common.arithmeticPass(loops.max),
  },
  clip: {
    arity: 3,
    notation: 'function',
    meaning: 'min(max(x, low), high)',
    evaluate: (x, low, high) => min(max(x, low), high),
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'rule',
      derive: (d, u, v, w) => {
        const raised = isOrdered(v, w) ? u : d.call('max', u, v);
        return d.select(
          d.call('subtract', raised, w),
          d.of(w),
          d.select(d.call('subtract', v, u), d.of(v), d.of(u)),
        );
      },
    },
    enclose: (e, i, a, b, c) => {
      set(
        e,
        i,
        Math.min(Math.max(e.lo[a]!, e.lo[b]!), e.lo[c]!),
        Math.min(Math.max(e.hi[a]!, e.hi[b]!), e.hi[c]!),
      );
    },
    logBound: common.NO_BOUND,
    growth: ({ of }, a, b, c) => extreme('min', extreme('max', of(a), of(b)), of(c)),
    order: common.ORDER_OF_BRANCH,
    breaks: (a, b, c) => [
      common.breakAt(call('subtract', a, b), 'kink'),
      common.breakAt(call('subtract', a, c), 'kink'),
    ],
    zeros: common.OWN_ZEROS,
    symmetry: (_, [u], [, b, c]) =>
      u!.kind === 'odd' &&
      b!.kind === 'number' &&
      c!.kind === 'number' &&
      b!.value + c!.value === 2 * u!.center
        ? u!
        : NO_SYMMETRY,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_1,
    kernel: common.arithmeticPass(loops.clip),
  },
  select: {
    arity: 3,
    notation: 'internal',
    meaning: 'y for x >= 0, z for x < 0',
    evaluate: (c, a, b) => (c >= 0 ? a : c < 0 ? b : NAN),
    domain: common.EVERYWHERE,
    derivative: { kind: 'rule', derive: (d, u, v, w) => d.select(u, d.of(v), d.of(w)) },
    enclose: (e, i, a, b, c) => {
      if (e.lo[a]! >= 0) set(e, i, e.lo[b]!, e.hi[b]!);
      else if (e.hi[a]! < 0) set(e, i, e.lo[c]!, e.hi[c]!);
      else set(e, i, Math.min(e.lo[b]!, e.lo[c]!), Math.max(e.hi[b]!, e.hi[c]!));
    },
    logBound: (graph, e, place) => {
      const condition = graph.first[place]!;
      const then = graph.second[place]!;
      const otherwise = graph.third[place]!;
      if (e.lo[condition]! >= 0) return logBound(graph, e, then);
      if (e.hi[condition]! < 0) return logBound(graph, e, otherwise);
      return Math.max(logBound(graph, e, then), logBound(graph, e, otherwise));
    },
    growth: ({ of }, a, b, c) => chosen(of(a), of(b), of(c)),
    order: common.ORDER_OF_BRANCH,
    breaks: (a) => [common.breakAt(a, 'step')],
    zeros: common.OWN_ZEROS,
    symmetry: common.ASYMMETRIC,
    isTame: common.NOT_TAME,
    isLost: ({ second, third }, _, place, never) => never[second[place]!]! && never[third[place]!]!,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: (_, __, ___, k) => (k === 0 ? null : 0),
    kernel: common.arithmeticPass(loops.select),
  },
};

function min(a: number, b: number): number {
  return a < b || Number.isNaN(a) ? a : b;
}

function max(a: number, b: number): number {
  return a > b || Number.isNaN(a) ? a : b;
}

/** Whether two bounds are numbers in ascending order, as they nearly always are. */
function isOrdered(low: Node, high: Node): boolean {
  return low.kind === 'number' && high.kind === 'number' && low.value <= high.value;
}
