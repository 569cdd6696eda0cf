import { SMALLEST_NORMAL, LARGEST } from '../../elementary/constants.ts';
import { exp, expm1, EXP_ORDINARY } from '../../elementary/exp.ts';
import { log, log1p } from '../../elementary/log.ts';
import { sum, toConstant } from '../algebra/growth-algebra.ts';
import { expOf, logOf } from '../algebra/growth-exponentials.ts';
import { magnitudeMax, magnitudeMin } from '../algebra/interval-arithmetic.ts';
import { defined, rising } from '../algebra/interval-rules.ts';
import { logarithmOrder } from '../algebra/local-orders.ts';
import { ROOM } from '../algebra/magnitude.ts';
import type { Domain, Graph, OperationRecord } from '../algebra/record.ts';
import type { Enclosures } from '../algebra/interval-arithmetic.ts';
import * as loops from '../loops/functions.ts';
import { call, number, ONE } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { EXPONENTIAL_EXCESS, ofArgument, ratio } from './panel-rules.ts';
import type { Rows } from './rows.ts';

const ABOVE_0: Domain = { least: 0, most: Infinity, isClosed: false };
const ABOVE_MINUS_1: Domain = { least: -1, most: Infinity, isClosed: false };

const isBoundedAbove: OperationRecord['isTame'] = ({ first }, e, place) => e.hi[first[place]!]! < Infinity;
const upperEnd = ({ first }: Graph, e: Enclosures, place: number): number => e.hi[first[place]!]!;

export const EXPONENTIAL: Rows<'exp' | 'log' | 'log1p' | 'expm1'> = {
  exp: {
    arity: 1,
    notation: 'function',
    meaning: 'e^x',
    evaluate: exp,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('exp', u), second: (u) => call('exp', u) },
    enclose: rising(exp, 0, Infinity),
    logBound: upperEnd,
    growth: ({ of }, a) => expOf(of(a)),
    order: common.ORDER_OF_EXPONENTIAL,
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.ASYMMETRIC,
    isTame: isBoundedAbove,
    isLost: common.NEVER_LOST,
    excess: EXPONENTIAL_EXCESS,
    variation: common.VARIES_FULLY,
    slope: upperEnd,
    kernel: { kind: 'pass', loop: loops.expAll, nanoseconds: 3, outside: { kind: 'wide' } },
  },
  log: {
    arity: 1,
    notation: 'function',
    meaning: 'natural logarithm',
    evaluate: log,
    domain: ABOVE_0,
    derivative: ofLogarithm((u) => u),
    enclose: defined(log, 0),
    logBound: common.NO_BOUND,
    growth: ({ of }, a) => logOf(of(a), false),
    order: ({ of }) => logarithmOrder(of(0)),
    breaks: common.singularAtEnds(ABOVE_0),
    zeros: (a) => [call('subtract', a, ONE)],
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME_INSIDE,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: ofArgument((e, a) => ratio(e, a, 0)),
    variation: common.VARIES_FULLY,
    slope: ({ first }, e, place) => {
      const least = magnitudeMin(e, first[place]!);
      return least === 0 ? Infinity : -log(least);
    },
    kernel: common.ordinaryPass(loops.logAll, 3.5, (x) => !(x >= SMALLEST_NORMAL && x <= LARGEST)),
  },
  log1p: {
    arity: 1,
    notation: 'function',
    meaning: 'log(1 + x), accurate near 0',
    evaluate: log1p,
    domain: ABOVE_MINUS_1,
    derivative: ofLogarithm((u) => call('add', ONE, u)),
    enclose: defined(log1p, -1),
    logBound: common.NO_BOUND,
    growth: ({ of }, a) => logOf(of(a), true),
    order: ({ of, args, crossing }) =>
      of(0).order > 0 ? of(0) : logarithmOrder(crossing(call('add', ONE, args[0]!))),
    breaks: common.singularAtEnds(ABOVE_MINUS_1),
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME_INSIDE,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: ofArgument((e, a) => ratio(e, a, 1)),
    variation: common.VARIES_FULLY,
    slope: ({ first }, e, place) => {
      const least = e.lo[first[place]!]!;
      return least > -1 ? -log(1 + least) : Infinity;
    },
    kernel: common.ordinaryPass(loops.log1pAll, 4.5, (x) => !(x > -1 && x <= LARGEST)),
  },
  expm1: {
    arity: 1,
    notation: 'function',
    meaning: 'e^x - 1, accurate near 0',
    evaluate: expm1,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('exp', u), second: (u) => call('exp', u) },
    enclose: rising(expm1, -1, Infinity),
    logBound: ({ first }, e, place) => magnitudeMax(e, first[place]!) + ROOM,
    growth: ({ of }, a) => sum(expOf(of(a)), toConstant(-1)),
    order: common.ORDER_ODD_GROWING,
    breaks: common.SMOOTH,
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ASYMMETRIC,
    isTame: isBoundedAbove,
    isLost: common.NEVER_LOST,
    excess: EXPONENTIAL_EXCESS,
    variation: common.VARIES_FULLY,
    slope: upperEnd,
    kernel: common.ordinaryPass(loops.expm1All, 3, common.beyond(EXP_ORDINARY)),
  },
};

/** Of log(v). */
function ofLogarithm(v: (u: Node) => Node): OperationRecord['derivative'] {
  return {
    kind: 'chain',
    first: (u) => call('divide', ONE, v(u)),
    second: (u) => call('negate', call('divide', ONE, call('power', v(u), number(2)))),
  };
}
