import { log } from '../../elementary/log.ts';
import { magnitudeMax, magnitudeMin, type Enclosures } from '../algebra/interval-arithmetic.ts';
import type { PlaceRule } from '../algebra/record.ts';

/*
 * How much of an operation one panel resolves: the limits are the variation of the argument up to which the
 * 31-point rule integrates the fourth power of the operation.
 */

export const EXPONENTIAL_WIDTH = 6;
export const WAVE_WIDTH = 5;
/**
 * Largest ratio of |u| for operations with a singularity or branch point at u = 0: a little over 4, the
 * grading there.
 */
const SINGULAR_RATIO = log(4.2);
/**
 * Distances from the real line of the nearest singularities, as panel widths: tanh pi/2, logistic pi, atan 1.
 */
export const TANH_WIDTH = 1.5;
export const LOGISTIC_WIDTH = 3;
export const GAUSSIAN_WIDTH = 2;
export const POWER_VARIATION = 12;

export function width(e: Enclosures, a: number): number {
  return e.hi[a]! - e.lo[a]!;
}

export function squareWidth(e: Enclosures, a: number): number {
  const [low, high] = [magnitudeMin(e, a), magnitudeMax(e, a)];
  return high * high - low * low;
}

/** Of a singularity where the argument is −offset. */
export function ratio(e: Enclosures, a: number, offset: number): number {
  const lo = e.lo[a]! + offset;
  const hi = e.hi[a]! + offset;
  if (lo === hi) return 0;
  if (lo <= 0 && hi >= 0) return Infinity;
  const quotient = lo > 0 ? hi / lo : lo / hi;
  return quotient < 1.5 ? 0 : log(quotient) / SINGULAR_RATIO;
}

/** Of sigmoid and softplus over [lo, hi]. */
export function logisticExcess(lo: number, hi: number): number {
  const least = lo > 0 ? lo : hi < 0 ? -hi : 0;
  return (hi - lo) / Math.min(EXPONENTIAL_WIDTH, Math.max(LOGISTIC_WIDTH, least));
}

/** Of a function of one argument. */
export function ofArgument(rule: (e: Enclosures, a: number) => number): PlaceRule {
  return (graph, e, place) => rule(e, graph.first[place]!);
}

export const EXPONENTIAL_EXCESS = ofArgument((e, a) => width(e, a) / EXPONENTIAL_WIDTH);
export const WAVE_EXCESS = ofArgument((e, a) => width(e, a) / WAVE_WIDTH);
export const TANH_EXCESS = ofArgument(
  (e, a) => width(e, a) / Math.min(3, Math.max(TANH_WIDTH, magnitudeMin(e, a))),
);
export const LOGISTIC_EXCESS = ofArgument((e, a) => logisticExcess(e.lo[a]!, e.hi[a]!));
/** Singular at ±i. */
export const ARCTANGENT_EXCESS = ofArgument((e, a) => width(e, a) / Math.max(1, magnitudeMin(e, a)));
export const NORMAL_EXCESS = ofArgument((e, a) =>
  Math.max(width(e, a) / (GAUSSIAN_WIDTH * 1.4), squareWidth(e, a) / (2 * EXPONENTIAL_WIDTH)),
);
