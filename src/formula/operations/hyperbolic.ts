import { LN2 } from '../../elementary/constants.ts';
import { EXP_ORDINARY } from '../../elementary/exp.ts';
import { cosh, sech2, SECH2_ORDINARY, sinh, tanh } from '../../elementary/hyperbolic.ts';
import { boundedOr, grows, negated, scaled, signGrowth } from '../algebra/growth-algebra.ts';
import { expOf } from '../algebra/growth-exponentials.ts';
import { BOUNDED_GROWTH } from '../algebra/growth-kinds.ts';
import {
  lower,
  magnitudeMax,
  magnitudeMin,
  set,
  upper,
  type Enclosures,
} from '../algebra/interval-arithmetic.ts';
import { bell, FUNCTION_ERROR, rising } from '../algebra/interval-rules.ts';
import { ROOM } from '../algebra/magnitude.ts';
import type { Graph } from '../algebra/record.ts';
import * as loops from '../loops/functions.ts';
import { call, number } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { EXPONENTIAL_EXCESS, TANH_EXCESS } from './panel-rules.ts';
import type { Rows } from './rows.ts';

export const HYPERBOLIC: Rows<'tanh' | 'sinh' | 'cosh' | 'sech2'> = {
  tanh: {
    arity: 1,
    notation: 'function',
    meaning: 'hyperbolic tangent',
    evaluate: tanh,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('sech2', u),
      second: slopeOfSech2,
    },
    enclose: rising(tanh, -1, 1),
    logBound: common.NO_BOUND,
    growth: common.growthOfStep,
    order: common.ORDER_ODD_BOUNDED,
    breaks: common.SMOOTH,
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: TANH_EXCESS,
    variation: tailVariation,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.pass(loops.tanhAll, 4),
  },
  sinh: {
    arity: 1,
    notation: 'function',
    meaning: 'hyperbolic sine',
    evaluate: sinh,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('cosh', u), second: (u) => call('sinh', u) },
    enclose: rising(sinh, -Infinity, Infinity),
    logBound: largestMagnitude,
    growth: ({ of }, a) => {
      const u = of(a);
      if (!grows(u) || signGrowth(u) === 0) return boundedOr(u);
      return signGrowth(u) < 0 ? negated(expOf(negated(u))) : expOf(u);
    },
    order: common.ORDER_ODD_GROWING,
    breaks: common.SMOOTH,
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: isBoundedArgument,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: EXPONENTIAL_EXCESS,
    variation: common.VARIES_FULLY,
    slope: growingSlope,
    kernel: common.ordinaryPass(loops.sinhAll, 4, common.beyond(EXP_ORDINARY)),
  },
  cosh: {
    arity: 1,
    notation: 'function',
    meaning: 'hyperbolic cosine',
    evaluate: cosh,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('sinh', u), second: (u) => call('cosh', u) },
    enclose: (e, i, a) => {
      set(
        e,
        i,
        Math.max(1, lower(cosh(magnitudeMin(e, a)), FUNCTION_ERROR)),
        upper(cosh(magnitudeMax(e, a)), FUNCTION_ERROR),
      );
    },
    logBound: largestMagnitude,
    growth: ({ of }, a) => {
      const u = of(a);
      if (!grows(u) || signGrowth(u) === 0) return boundedOr(u);
      return expOf(signGrowth(u) < 0 ? negated(u) : u);
    },
    order: common.ORDER_OUTGROWING,
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.EVEN_IN_ARGUMENT,
    isTame: isBoundedArgument,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: EXPONENTIAL_EXCESS,
    variation: common.VARIES_FULLY,
    slope: growingSlope,
    kernel: common.ordinaryPass(loops.coshAll, 3.5, common.beyond(EXP_ORDINARY)),
  },
  sech2: {
    arity: 1,
    notation: 'internal',
    meaning: '1/cosh(x)^2, the derivative of tanh',
    evaluate: sech2,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: slopeOfSech2, second: null },
    enclose: bell(sech2, 0),
    logBound: ({ first }, e, place) => tailVariation(e, first[place]!),
    growth: ({ of }, a) => {
      const u = of(a);
      if (!grows(u) || signGrowth(u) === 0) return BOUNDED_GROWTH;
      return expOf(scaled(u, -2 * signGrowth(u)));
    },
    order: common.orderDecaying('both'),
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.EVEN_IN_ARGUMENT,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: TANH_EXCESS,
    variation: tailVariation,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.ordinaryPass(loops.sech2All, 4, common.beyond(SECH2_ORDINARY)),
  },
};

function slopeOfSech2(u: Node): Node {
  return call('multiply', number(-2), call('multiply', call('tanh', u), call('sech2', u)));
}

/** 4·e^(−2|x|), which a rounded enclosure of tanh cannot show. */
function tailVariation(e: Enclosures, a: number): number {
  return 2 * LN2 - 2 * magnitudeMin(e, a);
}

function largestMagnitude({ first }: Graph, e: Enclosures, place: number): number {
  return magnitudeMax(e, first[place]!) + ROOM;
}

function growingSlope({ first }: Graph, e: Enclosures, place: number): number {
  return magnitudeMax(e, first[place]!);
}

function isBoundedArgument({ first }: Graph, e: Enclosures, place: number): boolean {
  return magnitudeMax(e, first[place]!) < Infinity;
}
