import { LN2, LOG_SQRT_2PI } from '../../elementary/constants.ts';
import { erf, normcdf, normpdf } from '../../elementary/error-function.ts';
import { NORMQUANTILE_ORDINARY, normquantile } from '../../elementary/normal-quantile.ts';
import { grows, powerOf, product, signGrowth, withSign } from '../algebra/growth-algebra.ts';
import { expOf, lessHalfSquare, saturated } from '../algebra/growth-exponentials.ts';
import { BOUNDED_GROWTH, UNKNOWN } from '../algebra/growth-kinds.ts';
import { magnitudeMax, magnitudeMin, type Enclosures } from '../algebra/interval-arithmetic.ts';
import { bell, rising, onDomain } from '../algebra/interval-rules.ts';
import type { Domain } from '../algebra/record.ts';
import * as loops from '../loops/functions.ts';
import { call, number, ONE } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import {
  EXPONENTIAL_WIDTH,
  GAUSSIAN_WIDTH,
  NORMAL_EXCESS,
  ofArgument,
  ratio,
  squareWidth,
  width,
} from './panel-rules.ts';
import type { Rows } from './rows.ts';

/** 2/sqrt(pi), the slope of erf at 0. */
const ERF_SLOPE = 1.1283791670955126;

/** For |x| up to this, the density is normal. */
const NORMAL_ORDINARY = 37;

const FROM_0_TO_1: Domain = { least: 0, most: 1, isClosed: false };

export const NORMAL: Rows<'erf' | 'normcdf' | 'normpdf' | 'normquantile'> = {
  erf: {
    arity: 1,
    notation: 'function',
    meaning: 'error function',
    evaluate: erf,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: slopeOfErf,
      second: (u) => call('multiply', number(-2), call('multiply', u, slopeOfErf(u))),
    },
    enclose: rising(erf, -1, 1),
    logBound: common.NO_BOUND,
    growth: common.growthOfStep,
    order: common.ORDER_ODD_BOUNDED,
    breaks: common.SMOOTH,
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: common.ODD,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: ofArgument((e, a) =>
      Math.max(width(e, a) / GAUSSIAN_WIDTH, squareWidth(e, a) / EXPONENTIAL_WIDTH),
    ),
    variation: (e, a) => LN2 - magnitudeMin(e, a) * magnitudeMin(e, a),
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.pass(loops.erfAll, 10),
  },
  normcdf: {
    arity: 1,
    notation: 'function',
    meaning: 'standard normal distribution function',
    evaluate: normcdf,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('normpdf', u),
      second: (u) => call('negate', call('multiply', u, call('normpdf', u))),
    },
    enclose: rising(normcdf, 0, 1),
    logBound: ({ first }, e, place) => {
      const a = first[place]!;
      return e.hi[a]! < 0 ? logDensity(e, a) : 0;
    },
    growth: ({ of }, a) => {
      const u = of(a);
      if (!grows(u) || signGrowth(u) >= 0) return saturated(u, 1);
      return withSign(product(expOf(lessHalfSquare(u)), powerOf(u, -1)));
    },
    order: common.orderDecaying(-1),
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.oddAbout(0.5),
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: NORMAL_EXCESS,
    variation: logDensity,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.ordinaryPass(loops.normcdfAll, 9, (x) => x < -NORMAL_ORDINARY),
  },
  normpdf: {
    arity: 1,
    notation: 'function',
    meaning: 'standard normal density',
    evaluate: normpdf,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('negate', call('multiply', u, call('normpdf', u))),
      second: (u) => call('multiply', call('subtract', call('power', u, number(2)), ONE), call('normpdf', u)),
    },
    enclose: bell(normpdf, 0),
    logBound: ({ first }, e, place) => logDensity(e, first[place]!),
    growth: ({ of }, a) => (grows(of(a)) ? expOf(lessHalfSquare(of(a))) : BOUNDED_GROWTH),
    order: common.orderDecaying('both'),
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.EVEN_IN_ARGUMENT,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: NORMAL_EXCESS,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.ordinaryPass(loops.normpdfAll, 4, common.beyond(NORMAL_ORDINARY)),
  },
  normquantile: {
    arity: 1,
    notation: 'internal',
    meaning: 'inverse of normcdf',
    evaluate: normquantile,
    domain: FROM_0_TO_1,
    derivative: {
      kind: 'chain',
      first: (u) => call('divide', ONE, call('normpdf', call('normquantile', u))),
      second: null,
    },
    enclose: onDomain(FROM_0_TO_1, rising(normquantile, -Infinity, Infinity)),
    logBound: common.NO_BOUND,
    growth: () => UNKNOWN,
    order: common.ORDER_UNKNOWN,
    breaks: common.singularAtEnds(FROM_0_TO_1),
    zeros: common.OWN_ZEROS,
    symmetry: common.ASYMMETRIC,
    isTame: common.NOT_TAME,
    isLost: common.NEVER_LOST,
    excess: ofArgument((e, a) => Math.max(ratio(e, a, 0), ratio(e, a, -1))),
    variation: common.VARIES_FULLY,
    // 1/normpdf of the value.
    slope: (_, e, place) => 0.5 * magnitudeMax(e, place) * magnitudeMax(e, place) + LOG_SQRT_2PI,
    kernel: common.ordinaryPass(loops.normquantileAll, 10, (p) => !(p >= NORMQUANTILE_ORDINARY && p < 1)),
  },
};

function slopeOfErf(u: Node): Node {
  return call('multiply', number(ERF_SLOPE), call('exp', call('negate', call('power', u, number(2)))));
}

/** −x²/2 where it is largest. */
function logDensity(e: Enclosures, a: number): number {
  const least = magnitudeMin(e, a);
  return -0.5 * least * least;
}
