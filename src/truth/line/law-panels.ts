import { exp } from '../../elementary/exp.ts';
import { breaksWithin } from '../../formula/analysis/breaks.ts';
import type { Analysis } from './analysis.ts';
import { inspect, probabilityBetween, unresolvedVariation } from './inspection.ts';
import { FREE_ENDS, type Origin, type Panel } from './panel.ts';
import { createPriorityQueue } from './priority-queue.ts';

/** Panels that resolve r and r', those that do not, and the probability of what lies in neither. */
export interface LawPanels {
  readonly resolved: readonly Panel[];
  readonly unresolved: readonly Panel[];
  readonly leftOut: number;
}

/** Whether changes of r and r' by so much, at eps, are nothing. */
export type IsNothing = (eps: number, value: number, derivative: number) => boolean;

/** P(|eps| > 9) is 2e-19. */
const REACH = 9;
/** Widest panel in eps: the density is resolved. */
const WIDEST = 1.5;
/** Probability below which a piece is not cut any further: next to singular points, mostly. */
const LEAST = 1e-14;
const MOST_BREAKS = 6000;

/**
 * Cuts the line of eps into panels for expectations of bounded functions of r and r', which exist whatever
 * the tails. A piece is resolved when every nonlinear operation in it is (as in `partition`), or when what is
 * not can change r and r' by nothing; others are halved, the likeliest first, up to `visits` pieces.
 */
export function lawPanels(
  analysis: Analysis,
  mu: number,
  sigma: number,
  isNothing: IsNothing,
  visits: number,
): LawPanels {
  const origin: Origin = { base: mu, shift: 0, work: analysis.work, isCenter: true, tilt: null };
  const found = breaksWithin(analysis.finder, mu - REACH * sigma, mu + REACH * sigma, MOST_BREAKS);
  if (found.kind === 'too-many') return { resolved: [], unresolved: [], leftOut: 1 };
  const cuts = found.breaks.map(({ z }) => (z - mu) / sigma).filter((eps) => Math.abs(eps) < REACH);
  const queue = createPriorityQueue<readonly [from: number, to: number]>();
  const add = (from: number, to: number): void => {
    if (to > from) queue.push(probabilityBetween(from, to), [from, to]);
  };
  const isResolved = (from: number, to: number): boolean => {
    if (to - from > WIDEST) return false;
    const { excess, reach } = inspect(origin, from, to, sigma, NO_CENTERS);
    if (excess <= 1) return true;
    const [value = Infinity, derivative = Infinity] = unresolvedVariation(origin, from, to, sigma);
    return value < LARGEST && derivative < LARGEST && isNothing(reach, exp(value), exp(derivative));
  };
  [...cuts, REACH].forEach((to, i) => add(i === 0 ? -REACH : cuts[i - 1]!, to));
  const [resolved, unresolved]: [Panel[], Panel[]] = [[], []];
  let left = visits;
  for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
    const [from, to] = top;
    const middle = from + (to - from) / 2;
    const panel = { origin, from, to, ...NO_ERRORS };
    left -= 1;
    if (left > 0 && isResolved(from, to)) resolved.push(panel);
    else if (left <= 0 || probabilityBetween(from, to) < LEAST || !(middle > from && middle < to))
      unresolved.push(panel);
    else {
      add(from, middle);
      add(middle, to);
    }
  }
  return { resolved, unresolved, leftOut: 2 * probabilityBetween(REACH, Infinity) };
}

const NO_CENTERS = { value: 0, derivative: 0 };
const NO_ERRORS = { valueError: 0, derivativeError: 0, valueBlur: 0, derivativeBlur: 0, ends: FREE_ENDS };
/** Logarithm of a change that is everything. */
const LARGEST = 300;
