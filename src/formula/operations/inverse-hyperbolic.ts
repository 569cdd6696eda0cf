import { acosh, asinh, atanh } from '../../elementary/inverse-hyperbolic.ts';
import { log } from '../../elementary/log.ts';
import { grows, negated, signGrowth } from '../algebra/growth-algebra.ts';
import { logOf } from '../algebra/growth-exponentials.ts';
import { BOUNDED_GROWTH, UNKNOWN, type Growth } from '../algebra/growth-kinds.ts';
import { magnitudeMax } from '../algebra/interval-arithmetic.ts';
import { defined, rising, onDomain } from '../algebra/interval-rules.ts';
import {
  isBounded,
  isCrossing,
  logarithmOrder,
  powerOrder,
  BOUNDED,
  UNBOUNDED,
} from '../algebra/local-orders.ts';
import type { Domain, Emit } from '../algebra/record.ts';
import { call, number, ONE } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { ARCTANGENT_EXCESS, ofArgument, ratio } from './panel-rules.ts';
import type { Rows } from './rows.ts';

const FROM_1: Domain = { least: 1, most: Infinity, isClosed: true };
const BETWEEN_ONES: Domain = { least: -1, most: 1, isClosed: false };

export const INVERSE_HYPERBOLIC: Rows<'asinh' | 'acosh' | 'atanh'> = {
  asinh: {
    arity: 1,
    notation: 'function',
    meaning: 'inverse hyperbolic sine',
    evaluate: asinh,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('divide', ONE, call('sqrt', onePlusSquare(u))),
      second: (u) => call('negate', call('divide', u, call('power', onePlusSquare(u), number(1.5)))),
    },
    enclose: rising(asinh, -Infinity, Infinity),
    logBound: common.NO_BOUND,
    growth: ({ of }, a) => logarithmicGrowth(of(a)),
    order: ({ of }) => {
      const u = of(0);
      if (u.order > 0) return u;
      if (isBounded(u)) return BOUNDED;
      return Number.isFinite(u.order) ? { order: 0, exact: false, logarithmic: true } : UNBOUNDED;
    },
    breaks: common.SMOOTH,
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: common.TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: ARCTANGENT_EXCESS,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_AT_MOST_2,
    kernel: { kind: 'composed', compose: composeAsinh },
  },
  acosh: {
    arity: 1,
    notation: 'function',
    meaning: 'inverse hyperbolic cosine; not a number below 1',
    evaluate: acosh,
    domain: FROM_1,
    derivative: {
      kind: 'chain',
      first: (u) => call('divide', ONE, call('sqrt', squareLessOne(u))),
      second: (u) => call('negate', call('divide', u, call('power', squareLessOne(u), number(1.5)))),
    },
    enclose: defined(acosh, 1),
    logBound: common.NO_BOUND,
    growth: ({ of }, a) => logOf(of(a), false),
    // Next to 1 like the root of twice the distance.
    order: ({ of, args, crossing }) =>
      isBounded(of(0)) ? powerOrder(crossing(call('subtract', args[0]!, ONE)), 0.5) : logarithmOrder(of(0)),
    breaks: common.singularAtEnds(FROM_1),
    zeros: (a) => [call('subtract', a, ONE)],
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME_INSIDE,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: ofArgument((e, a) => ratio(e, a, -1)),
    variation: common.VARIES_FULLY,
    slope: ({ first }, e, place) => {
      const least = e.lo[first[place]!]!;
      return least > 1 ? -0.5 * (log(least - 1) + log(least + 1)) : Infinity;
    },
    kernel: { kind: 'composed', compose: composeAcosh },
  },
  atanh: {
    arity: 1,
    notation: 'function',
    meaning: 'inverse hyperbolic tangent; not a number beyond -1 and 1',
    evaluate: atanh,
    domain: BETWEEN_ONES,
    derivative: {
      kind: 'chain',
      first: (u) => call('divide', ONE, oneLessSquare(u)),
      second: (u) =>
        call('divide', call('multiply', number(2), u), call('power', oneLessSquare(u), number(2))),
    },
    enclose: onDomain(BETWEEN_ONES, rising(atanh, -Infinity, Infinity)),
    logBound: common.NO_BOUND,
    // Nothing says whether an argument within its bounds comes close to them.
    growth: ({ of }, a) => (of(a).kind === 'vanishing' ? BOUNDED_GROWTH : UNKNOWN),
    // A logarithm at −1 and 1.
    order: ({ of, args, crossing }) => {
      if (of(0).order > 0) return of(0);
      const ends = [call('add', ONE, args[0]!), call('subtract', ONE, args[0]!)].map(crossing);
      return ends.some(isCrossing) ? { order: 0, exact: true, logarithmic: true } : UNBOUNDED;
    },
    breaks: common.singularAtEnds(BETWEEN_ONES),
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: common.TAME_INSIDE,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: ofArgument((e, a) => Math.max(ratio(e, a, 1), ratio(e, a, -1))),
    variation: common.VARIES_FULLY,
    slope: ({ first }, e, place) => {
      const most = magnitudeMax(e, first[place]!);
      return most < 1 ? -log((1 - most) * (1 + most)) : Infinity;
    },
    kernel: {
      kind: 'composed',
      compose: (emit, x) =>
        emit('multiply', emit('subtract', emit('log1p', x), emit('log1p', emit('negate', x))), 0.5),
    },
  },
};

function onePlusSquare(u: Node): Node {
  return call('add', ONE, call('power', u, number(2)));
}

/** (u − 1)(u + 1) and (1 − u)(1 + u), accurate next to ±1. */
function squareLessOne(u: Node): Node {
  return call('multiply', call('subtract', u, ONE), call('add', u, ONE));
}

function oneLessSquare(u: Node): Node {
  return call('multiply', call('subtract', ONE, u), call('add', ONE, u));
}

/** sign(u)·log(2|u|) where u goes to infinity. */
function logarithmicGrowth(u: Growth): Growth {
  if (u.kind === 'unknown' || u.kind === 'super') return UNKNOWN;
  if (!grows(u)) return u.kind === 'exponential' || u.kind === 'power' ? UNKNOWN : BOUNDED_GROWTH;
  const sign = signGrowth(u);
  if (sign === 0) return UNKNOWN;
  return sign > 0 ? logOf(u, false) : negated(logOf(u, false));
}

function composeAsinh<V>(emit: Emit<V>, x: V): V {
  const a = emit('abs', x);
  const i = emit('divide', 1, a);
  const root = emit('sqrt', emit('add', emit('square', i), 1));
  const below = emit('multiply', emit('add', i, root), emit('add', i, 1));
  const size = emit('add', emit('log1p', a), emit('log1p', emit('divide', 1, below)));
  return emit('multiply', emit('sign', x), size);
}

function composeAcosh<V>(emit: Emit<V>, x: V): V {
  const h = emit('multiply', emit('subtract', x, 1), 0.5);
  const s = emit('sqrt', h);
  const root = emit('sqrt', emit('add', emit('divide', 1, h), 1));
  const beyond = emit('divide', s, emit('add', emit('divide', 1, s), root));
  return emit('multiply', emit('log1p', emit('add', beyond, s)), 2);
}
