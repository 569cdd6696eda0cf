import { LN2, PI } from '../../elementary/constants.ts';
import { cos, sin, tan, TRIGONOMETRIC_ORDINARY } from '../../elementary/trigonometric.ts';
import { UNKNOWN } from '../algebra/growth-kinds.ts';
import { lower, set, unbounded, upper, type Encloser } from '../algebra/interval-arithmetic.ts';
import { FUNCTION_ERROR } from '../algebra/interval-rules.ts';
import { isCrossing, UNBOUNDED } from '../algebra/local-orders.ts';
import * as loops from '../loops/functions.ts';
import { call, number, ONE } from '../tree/nodes.ts';
import * as common from './common-rules.ts';
import { WAVE_EXCESS, width } from './panel-rules.ts';
import type { Rows } from './rows.ts';

const isLarge = common.beyond(TRIGONOMETRIC_ORDINARY);

export const TRIGONOMETRIC: Rows<'sin' | 'cos' | 'tan'> = {
  sin: {
    arity: 1,
    notation: 'function',
    meaning: 'sine of x radians',
    evaluate: sin,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('cos', u),
      second: (u) => call('negate', call('sin', u)),
    },
    enclose: wave(sin, PI / 2),
    logBound: common.NO_BOUND,
    growth: common.growthOfWave,
    order: common.ORDER_ODD_BOUNDED,
    breaks: common.SMOOTH,
    zeros: common.OWN_ZEROS,
    symmetry: common.ODD,
    isTame: common.TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: WAVE_EXCESS,
    variation: () => LN2,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.ordinaryPass(loops.sinAll, 3.5, isLarge),
  },
  cos: {
    arity: 1,
    notation: 'function',
    meaning: 'cosine of x radians',
    evaluate: cos,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('negate', call('sin', u)),
      second: (u) => call('negate', call('cos', u)),
    },
    enclose: wave(cos, 0),
    logBound: common.NO_BOUND,
    growth: common.growthOfWave,
    order: common.ORDER_BOUNDED,
    breaks: common.SMOOTH,
    zeros: common.OWN_ZEROS,
    symmetry: common.EVEN_IN_ARGUMENT,
    isTame: common.TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: WAVE_EXCESS,
    variation: () => LN2,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.ordinaryPass(loops.cosAll, 3.5, isLarge),
  },
  tan: {
    arity: 1,
    notation: 'function',
    meaning: 'tangent of x radians',
    evaluate: tan,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'chain',
      first: (u) => call('add', ONE, call('power', call('tan', u), number(2))),
      second: null,
    },
    enclose: (e, i, a) => {
      const lo = e.lo[a]!;
      const hi = e.hi[a]!;
      const pole = !(hi - lo < PI && Math.abs(lo) < 1e12) || holds(lo, hi, PI / 2) || holds(lo, hi, -PI / 2);
      if (pole) unbounded(e, i);
      else set(e, i, lower(tan(lo), FUNCTION_ERROR), upper(tan(hi), FUNCTION_ERROR));
    },
    logBound: common.NO_BOUND,
    growth: () => UNKNOWN,
    // Order -1 at an odd multiple of pi/2 that the argument passes with a slope.
    order: ({ of, args, crossing }) => {
      if (of(0).order > 0) return of(0);
      const cosine = crossing(call('cos', args[0]!));
      return isCrossing(cosine) ? { ...cosine, order: -1 } : UNBOUNDED;
    },
    breaks: (a) => [common.breakAt(call('cos', a), 'singular')],
    zeros: common.OWN_ZEROS,
    symmetry: common.ODD,
    isTame: common.NOT_TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: (graph, e, place) =>
      Math.max(width(e, graph.first[place]!), e.lo[place]! === -Infinity ? Infinity : 0),
    variation: common.VARIES_FULLY,
    slope: () => Infinity,
    kernel: common.ordinaryPass(loops.tanAll, 5, isLarge),
  },
};

/**
 * Room for the rounding of the argument and of 2·pi when looking for a turning point, relative and absolute.
 */
const TURN_ROOM = 1e-15;

/** Whether [lo, hi], slightly widened, holds a point phase + 2·pi·k. */
function holds(lo: number, hi: number, phase: number): boolean {
  const room = TURN_ROOM * (1 + Math.abs(lo) + Math.abs(hi));
  return Math.floor((hi + room - phase) / (2 * PI)) >= Math.ceil((lo - room - phase) / (2 * PI));
}

/** Sine-like functions: 1 at `crest` + 2·pi·k and -1 half a turn later. */
function wave(f: (x: number) => number, crest: number): Encloser {
  return (e, i, a) => {
    const lo = e.lo[a]!;
    const hi = e.hi[a]!;
    if (!(hi - lo < 2 * PI && Math.abs(lo) < 1e12)) return set(e, i, -1, 1);
    if (lo === 0 && hi === 0 && crest !== 0) return set(e, i, 0, 0);
    const x = f(lo);
    const y = f(hi);
    const low = holds(lo, hi, crest + PI) ? -1 : Math.max(-1, lower(Math.min(x, y), FUNCTION_ERROR));
    const high = holds(lo, hi, crest) ? 1 : Math.min(1, upper(Math.max(x, y), FUNCTION_ERROR));
    return set(e, i, low, high);
  };
}
