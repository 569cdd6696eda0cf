import { log } from '../../elementary/log.ts';
import { lognormcdf, lognormpdf, mills } from '../../elementary/log-normal.ts';
import { NORMAL_ORDINARY } from '../../elementary/normal.ts';
import { LOG_SQRT_2PI } from '../../elementary/constants.ts';
import { grows, negated, shrinks, signGrowth, sum, toConstant } from '../algebra/growth-algebra.ts';
import { expOf, lessHalfSquare, logOf } from '../algebra/growth-exponentials.ts';
import { BOUNDED_GROWTH, UNKNOWN, type Growth, type Sign } from '../algebra/growth-kinds.ts';
import { magnitudeMax } from '../algebra/interval-arithmetic.ts';
import { bell, falling, rising } from '../algebra/interval-rules.ts';
import { BOUNDED, isBounded, powerOrder } from '../algebra/local-orders.ts';
import type { PlaceRule } from '../algebra/record.ts';
import * as loops from '../loops/functions.ts';
import { call, number } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { EXPONENTIAL_WIDTH, GAUSSIAN_WIDTH, ofArgument, width } from './panel-rules.ts';
import type { Rows } from './rows.ts';

export const LOG_NORMAL: Rows<'lognormpdf' | 'lognormcdf' | 'mills'> = {
  lognormpdf: {
    arity: 1,
    notation: 'function',
    meaning: 'logarithm of the standard normal density',
    evaluate: lognormpdf,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('negate', u), second: () => number(-1) },
    enclose: bell(lognormpdf, -Infinity),
    logBound: common.NO_BOUND,
    growth: ({ of }, a) => sum(lessHalfSquare(of(a)), toConstant(-LOG_SQRT_2PI)),
    order: ({ of }) => (isBounded(of(0)) ? BOUNDED : powerOrder(of(0), 2)),
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.EVEN_IN_ARGUMENT,
    isTame: common.TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: ({ first }, e, place) => log(magnitudeMax(e, first[place]!)),
    kernel: {
      kind: 'composed',
      compose: (emit, x) => emit('subtract', emit('multiply', emit('square', x), -0.5), LOG_SQRT_2PI),
    },
  },
  lognormcdf: {
    arity: 1,
    notation: 'function',
    meaning: 'logarithm of normcdf, accurate in both tails',
    evaluate: lognormcdf,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: (u) => call('mills', u), second: slopeOfMills },
    enclose: rising(lognormcdf, -Infinity, 0),
    logBound: upperTail,
    growth: ({ of }, a) => {
      const u = of(a);
      if (!grows(u)) return boundedBy(u, 2, -1);
      if (signGrowth(u) === 0) return UNKNOWN;
      return signGrowth(u) > 0
        ? negated(expOf(lessHalfSquare(u)))
        : sum(lessHalfSquare(u), negated(logOf(negated(u), false)));
    },
    order: ({ of }) => (isBounded(of(0)) ? BOUNDED : { ...powerOrder(of(0), 2), exact: false }),
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: upperTailExcess(),
    variation: common.VARIES_FULLY,
    slope: ({ first }, e, place) => log(Math.max(0, -e.lo[first[place]!]!) + 1),
    kernel: common.ordinaryPass(loops.lognormcdfAll, 16, common.beyond(NORMAL_ORDINARY)),
  },
  mills: {
    arity: 1,
    notation: 'internal',
    meaning: 'normpdf(x)/normcdf(x), the derivative of lognormcdf',
    evaluate: mills,
    domain: common.EVERYWHERE,
    derivative: { kind: 'chain', first: slopeOfMills, second: null },
    enclose: falling(mills, 0, Infinity),
    logBound: upperTail,
    growth: ({ of }, a) => {
      const u = of(a);
      if (!grows(u)) return boundedBy(u, 1, 1);
      if (signGrowth(u) === 0) return UNKNOWN;
      return signGrowth(u) > 0 ? expOf(lessHalfSquare(u)) : sum(negated(u), BOUNDED_GROWTH);
    },
    order: common.ORDER_AT_MOST_ARGUMENT,
    breaks: common.SMOOTH,
    zeros: common.NO_ZEROS,
    symmetry: common.ASYMMETRIC,
    isTame: common.TAME,
    isLost: common.NEVER_LOST,
    excess: upperTailExcess(),
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_1,
    kernel: common.ordinaryPass(loops.millsAll, 13, common.beyond(NORMAL_ORDINARY)),
  },
};

/** −m·(u + m) with m = mills(u). */
function slopeOfMills(u: Node): Node {
  const m = call('mills', u);
  return call('negate', call('multiply', m, call('add', u, m)));
}

/** At most the power of what is not known to go to infinity. */
function boundedBy(u: Growth, power: number, sign: Sign): Growth {
  if (u.kind === 'power') return { kind: 'power', exponent: null, atMost: power * u.atMost, sign };
  const isBoundedValue =
    u.kind === 'limit' || u.kind === 'vanishing' || (u.kind === 'exponential' && shrinks(u));
  return isBoundedValue ? BOUNDED_GROWTH : UNKNOWN;
}

/** Both are below e^(−x²/2) for x > 0. */
function upperTail(...[{ first }, e, place]: Parameters<PlaceRule>): number {
  const least = e.lo[first[place]!]!;
  return least > 0 ? -0.5 * least * least : Infinity;
}

/** The zeros of the distribution function lie 2.8 from the line; above 0 the tail falls like the density. */
function upperTailExcess(): PlaceRule {
  return ofArgument((e, a) => {
    const [low, high] = [Math.max(0, e.lo[a]!), Math.max(0, e.hi[a]!)];
    return Math.max(
      width(e, a) / (GAUSSIAN_WIDTH * 1.4),
      (high * high - low * low) / (2 * EXPONENTIAL_WIDTH),
    );
  });
}
