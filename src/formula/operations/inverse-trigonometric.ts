import { acos, asin, atan } from '../../elementary/arctangent.ts';
import { PI } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import { magnitudeMax } from '../algebra/interval-arithmetic.ts';
import { falling, rising, onDomain } from '../algebra/interval-rules.ts';
import type { Domain, OperationRecord, PlaceRule } from '../algebra/record.ts';
import { atanAll } from '../loops/functions.ts';
import { call, number, ONE } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { ARCTANGENT_EXCESS, ofArgument, ratio } from './panel-rules.ts';
import type { Rows } from './rows.ts';

const UNIT_INTERVAL: Domain = { least: -1, most: 1, isClosed: true };

export const INVERSE_TRIGONOMETRIC: Rows<'atan' | 'asin' | 'acos'> = {
  atan: {
    arity: 1,
    notation: 'function',
    meaning: 'arc tangent, in radians',
    evaluate: atan,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('divide', ONE, call('add', ONE, call('power', u, number(2)))),
      second: (u) => {
        const below = call('add', ONE, call('power', u, number(2)));
        return call('divide', call('multiply', number(-2), u), call('power', below, number(2)));
      },
    },
    enclose: rising(atan, -PI / 2 - 1e-15, PI / 2 + 1e-15),
    logBound: common.NO_BOUND,
    growth: common.growthOfStep,
    order: common.ORDER_ODD_BOUNDED,
    breaks: common.SMOOTH,
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: ARCTANGENT_EXCESS,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.pass(atanAll, 4.5),
  },
  asin: {
    arity: 1,
    notation: 'function',
    meaning: 'arc sine, in radians; not a number beyond -1 and 1',
    evaluate: asin,
    domain: UNIT_INTERVAL,
    derivative: { kind: 'chain', first: slopeOfArcSine, second: curvatureOfArcSine },
    enclose: onDomain(UNIT_INTERVAL, rising(asin, -PI / 2 - 1e-15, PI / 2 + 1e-15)),
    logBound: common.NO_BOUND,
    growth: common.growthBounded,
    order: common.ORDER_ODD_BOUNDED,
    breaks: common.singularAtEnds(UNIT_INTERVAL),
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: common.TAME_INSIDE,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: distanceFromEnds(),
    variation: common.VARIES_FULLY,
    slope: arcSlope,
    kernel: {
      kind: 'composed',
      compose: (emit, x) => {
        const below = emit('multiply', emit('subtract', 1, x), emit('add', x, 1));
        return emit('atan', emit('divide', x, emit('sqrt', below)));
      },
    },
  },
  acos: {
    arity: 1,
    notation: 'function',
    meaning: 'arc cosine, in radians; not a number beyond -1 and 1',
    evaluate: acos,
    domain: UNIT_INTERVAL,
    derivative: {
      kind: 'chain',
      first: (u) => call('negate', slopeOfArcSine(u)),
      second: (u) => call('negate', curvatureOfArcSine(u)),
    },
    enclose: onDomain(UNIT_INTERVAL, falling(acos, 0, PI + 1e-15)),
    logBound: common.NO_BOUND,
    growth: common.growthBounded,
    order: common.ORDER_BOUNDED,
    breaks: common.singularAtEnds(UNIT_INTERVAL),
    zeros: (a) => [call('subtract', ONE, a)],
    symmetry: common.oddAbout(PI / 2),
    isTame: common.TAME_INSIDE,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: distanceFromEnds(),
    variation: common.VARIES_FULLY,
    slope: arcSlope,
    kernel: {
      kind: 'composed',
      compose: (emit, x) => {
        const squared = emit('divide', emit('subtract', 1, x), emit('add', x, 1));
        return emit('multiply', emit('atan', emit('sqrt', squared)), 2);
      },
    },
  },
};

/** (1 − u)(1 + u), accurate next to ±1. */
function below(u: Node): Node {
  return call('multiply', call('subtract', ONE, u), call('add', ONE, u));
}

function slopeOfArcSine(u: Node): Node {
  return call('divide', ONE, call('sqrt', below(u)));
}

function curvatureOfArcSine(u: Node): Node {
  return call('divide', u, call('power', below(u), number(1.5)));
}

/** Branch points at −1 and 1. */
function distanceFromEnds(): PlaceRule {
  return ofArgument((e, a) => Math.max(ratio(e, a, 1), ratio(e, a, -1)));
}

function arcSlope(...[{ first }, e, place]: Parameters<OperationRecord['slope']>): number {
  const most = magnitudeMax(e, first[place]!);
  return most < 1 ? -0.5 * log((1 - most) * (1 + most)) : Infinity;
}
