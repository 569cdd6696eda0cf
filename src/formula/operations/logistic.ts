import { EXP_ORDINARY } from '../../elementary/exp.ts';
import { LN2 } from '../../elementary/constants.ts';
import { sigmoid, softplus } from '../../elementary/logistic.ts';
import { expOf, grows, limit, signGrowth } from '../algebra/growth-algebra.ts';
import { BOUNDED } from '../algebra/growth-kinds.ts';
import { magnitudeMin, type Enclosures } from '../algebra/interval-arithmetic.ts';
import { rising } from '../algebra/interval-rules.ts';
import type { Graph } from '../algebra/record.ts';
import * as loops from '../loops/functions.ts';
import { call } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { LOGISTIC_EXCESS } from './panel-rules.ts';
import type { Rows } from './rows.ts';

export const LOGISTIC: Rows<'sigmoid' | 'softplus'> = {
  sigmoid: {
    arity: 1,
    notation: 'function',
    meaning: '1/(1 + e^-x)',
    evaluate: sigmoid,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: bothSigmoids,
      second: (u) =>
        call(
          'multiply',
          bothSigmoids(u),
          call('subtract', call('sigmoid', call('negate', u)), call('sigmoid', u)),
        ),
    },
    enclose: rising(sigmoid, 0, 1),
    logBound: lowerTail,
    growth: ({ of }, a) => (signGrowth(of(a)) < 0 && grows(of(a)) ? expOf(of(a)) : limit(0, 0, 1)),
    order: common.ORDER_BOUNDED,
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.oddAbout(0.5),
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: LOGISTIC_EXCESS,
    variation: tailVariation,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.ordinaryPass(loops.sigmoidAll, 3.5, common.beyond(EXP_ORDINARY)),
  },
  softplus: {
    arity: 1,
    notation: 'function',
    meaning: 'log(1 + e^x)',
    evaluate: softplus,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('sigmoid', u), second: bothSigmoids },
    enclose: rising(softplus, 0, Infinity),
    logBound: lowerTail,
    growth: ({ of }, a) => {
      const u = of(a);
      return signGrowth(u) > 0 && grows(u) ? u : grows(u) ? expOf(u) : BOUNDED;
    },
    order: common.ORDER_AT_MOST_ARGUMENT,
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: LOGISTIC_EXCESS,
    variation: tailVariation,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.ordinaryPass(loops.softplusAll, 8, common.beyond(EXP_ORDINARY)),
  },
};

/** sigmoid(u)·sigmoid(−u), the slope of sigmoid. */
function bothSigmoids(u: Node): Node {
  return call('multiply', call('sigmoid', u), call('sigmoid', call('negate', u)));
}

/** Both are below e^x. */
function lowerTail({ first }: Graph, e: Enclosures, place: number): number {
  const most = e.hi[first[place]!]!;
  return most < 0 ? most : Infinity;
}

/** That of the tail, which a rounded enclosure cannot show. */
function tailVariation(e: Enclosures, a: number): number {
  return LN2 - magnitudeMin(e, a);
}
