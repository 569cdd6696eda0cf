import { EXP_ORDINARY } from '../../elementary/exp.ts';
import { LN2 } from '../../elementary/constants.ts';
import { logaddexp, sigmoid, softplus } from '../../elementary/logistic.ts';
import { boundedOr, grows, negated, scaled, signGrowth, sum } from '../algebra/growth-algebra.ts';
import { expOf, saturated } from '../algebra/growth-exponentials.ts';
import { extreme } from '../algebra/growth-choices.ts';
import { BOUNDED_GROWTH } from '../algebra/growth-kinds.ts';
import {
  magnitudeMax,
  magnitudeMin,
  set,
  type Encloser,
  type Enclosures,
} from '../algebra/interval-arithmetic.ts';
import { FUNCTION_ERROR, rising } from '../algebra/interval-rules.ts';
import { BOUNDED as ORDER_BOUNDED, isBounded, largerOrder } from '../algebra/local-orders.ts';
import type { Graph } from '../algebra/record.ts';
import * as loops from '../loops/functions.ts';
import { call } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { LOGISTIC_EXCESS, logisticExcess } from './panel-rules.ts';
import type { Rows } from './rows.ts';

export const LOGISTIC: Rows<'sigmoid' | 'softplus' | 'logaddexp'> = {
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
    growth: ({ of }, a) => (signGrowth(of(a)) < 0 && grows(of(a)) ? expOf(of(a)) : saturated(of(a), 1)),
    order: common.orderDecaying(-1),
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
      if (!grows(u) || signGrowth(u) === 0) return boundedOr(u);
      return signGrowth(u) > 0 ? sum(u, expOf(negated(u))) : expOf(u);
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
  logaddexp: {
    arity: 2,
    notation: 'folded',
    meaning: 'log(e^x + e^y), without overflow',
    evaluate: logaddexp,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'rule',
      derive: (d, u, v) => {
        const share = (x: Node, y: Node): Node =>
          d.times(d.of(x), d.call('sigmoid', d.call('subtract', x, y)));
        return d.add(share(u, v), share(v, u));
      },
    },
    enclose: logaddexpInterval,
    logBound: (graph, e, place) => Math.max(LN2, common.BOUND_OF_TWO(graph, e, place)),
    // The larger one and log(1 + e^−|x − y|), at most log 2.
    growth: ({ of }, a, b) => {
      const apart = sum(of(a), negated(of(b)));
      const isSettled = grows(apart) && signGrowth(apart) !== 0;
      return sum(
        extreme('max', of(a), of(b)),
        isSettled ? expOf(scaled(apart, -signGrowth(apart))) : BOUNDED_GROWTH,
      );
    },
    order: ({ of }) => (isBounded(of(0)) && isBounded(of(1)) ? ORDER_BOUNDED : largerOrder(of(0), of(1))),
    breaks: common.SMOOTH,
    zeros: common.OWN_ZEROS,
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME,
    isLost: common.LOST_WITH_BOTH,
    // Of softplus of the difference.
    excess: ({ first, second }, e, place) => {
      const [a, b] = [first[place]!, second[place]!];
      return logisticExcess(e.lo[a]! - e.hi[b]!, e.hi[a]! - e.lo[b]!);
    },
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_1,
    kernel: {
      kind: 'composed',
      compose: (emit, a, b) => {
        const apart = emit('negate', emit('abs', emit('subtract', a, b)));
        return emit('add', emit('max', a, b), emit('softplus', apart));
      },
    },
  },
};

/** Rising in both; the room is that of the larger argument, beside which the result may be small. */
function logaddexpInterval(...[e, i, a, b]: Parameters<Encloser>): void {
  const room = FUNCTION_ERROR * (1 + Math.max(magnitudeMax(e, a), magnitudeMax(e, b)));
  const at = (x: number, y: number): number => (x === y && Math.abs(x) === Infinity ? x : logaddexp(x, y));
  const [lo, hi] = [at(e.lo[a]!, e.lo[b]!), at(e.hi[a]!, e.hi[b]!)];
  set(e, i, Number.isFinite(lo) ? lo - room : lo, Number.isFinite(hi) ? hi + room : hi);
}

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
