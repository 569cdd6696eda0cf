import { breaksWithin } from '../integrands/breaks.ts';
import type { Analysis } from './analysis.ts';
import { inspect, probabilityBetween } from './inspection.ts';
import type { Origin, Panel } from './panel.ts';
import { createPriorityQueue } from './priority-queue.ts';

/** Panels that resolve r and r', and the probability of everything else. */
export interface LawPanels {
  readonly panels: readonly Panel[];
  readonly leftOut: number;
}

/** P(|eps| > 9) is 2e-19. */
const REACH = 9;
/** Widest panel in eps: the density is resolved. */
const WIDEST = 1.5;
/** Probability below which a piece that is not resolved is left out: next to singular points, mostly. */
const LEAST = 1e-14;
const MOST_BREAKS = 6000;
const MOST_VISITS = 40_000;

/**
 * Cuts the line of eps into panels for expectations of bounded functions of r and r', which exist whatever the
 * tails. A piece becomes a panel when every nonlinear operation in it is resolved (as in `partition`) and is halved
 * otherwise, the likeliest first; so a feature is missed only within the probability that is told.
 */
export function lawPanels(analysis: Analysis, mu: number, sigma: number): LawPanels {
  const origin: Origin = { base: mu, shift: 0, work: analysis.work, isCenter: true };
  const found = breaksWithin(analysis.finder, mu - REACH * sigma, mu + REACH * sigma, MOST_BREAKS);
  if (found.kind === 'too-many') return { panels: [], leftOut: 1 };
  const cuts = found.breaks.map(({ z }) => (z - mu) / sigma).filter((eps) => Math.abs(eps) < REACH);
  const queue = createPriorityQueue<readonly [from: number, to: number]>();
  const add = (from: number, to: number): void => {
    if (to > from) queue.push(probabilityBetween(from, to), [from, to]);
  };
  [...cuts, REACH].forEach((to, i) => add(i === 0 ? -REACH : cuts[i - 1]!, to));
  const panels: Panel[] = [];
  let leftOut = 2 * probabilityBetween(REACH, Infinity);
  let visits = 0;
  for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
    const [from, to] = top;
    const middle = from + (to - from) / 2;
    visits += 1;
    if (to - from <= WIDEST && inspect(origin, from, to, sigma, NO_CENTERS).excess <= 1)
      panels.push({ origin, from, to, valueError: 0, derivativeError: 0 });
    else if (visits > MOST_VISITS || probabilityBetween(from, to) < LEAST || !(middle > from && middle < to))
      leftOut += probabilityBetween(from, to);
    else {
      add(from, middle);
      add(middle, to);
    }
  }
  return { panels: panels.sort((a, b) => a.from - b.from), leftOut };
}

const NO_CENTERS = { value: 0, derivative: 0 };
