import type { Axis } from './axis.ts';
import { sideOf, type KnownSample, type Sample, type Sampler } from './sample.ts';

/** Equal steps to begin with. */
const FIRST_STEPS = 64;
/**
 * How often a step may be halved where the ratio comes near 1, and where the edge of what is known is looked
 * for.
 */
const DEEPEST = 10;
const EDGE_DEPTH = 14;
const MOST_EVALUATIONS = 4000;

export interface Scan {
  /** Ascending by value. */
  readonly samples: readonly Sample[];
  readonly isComplete: boolean;
}

/**
 * Samples a range as finely as the ratio asks for: a step is halved until the log ratio bends so little in it
 * that it cannot have reached 0 in between, or has crossed it once.
 */
export function scan(axis: Axis, sampler: Sampler): Scan {
  const samples: Sample[] = [];
  let isComplete = true;
  const visit = (low: Place, high: Place, depth: number): void => {
    const position = (low.position + high.position) / 2;
    const middle = { position, sample: sampler.at(axis.valueAt(position)) };
    const wish = wishOf(low.sample, middle.sample, high.sample, depth);
    const isSpent = sampler.evaluations() >= MOST_EVALUATIONS;
    if (wish === 'finer' && isSpent) isComplete = false;
    if (wish === 'finer' && !isSpent) {
      visit(low, middle, depth + 1);
      visit(middle, high, depth + 1);
    } else samples.push(middle.sample, high.sample);
  };
  let low = { position: 0, sample: sampler.at(axis.valueAt(0)) };
  samples.push(low.sample);
  for (let i = 1; i <= FIRST_STEPS; i++) {
    const high = { position: i / FIRST_STEPS, sample: sampler.at(axis.valueAt(i / FIRST_STEPS)) };
    visit(low, high, 0);
    low = high;
  }
  return { samples, isComplete };
}

interface Place {
  readonly position: number;
  readonly sample: Sample;
}

function wishOf(low: Sample, middle: Sample, high: Sample, depth: number): 'finer' | 'enough' {
  const all = [low, middle, high];
  const known = all.filter((sample): sample is KnownSample => sample.kind === 'known');
  if (known.length === 0) return 'enough';
  if (known.length < 3) return depth < EDGE_DEPTH ? 'finer' : 'enough';
  return depth < DEEPEST && mayHide(known) ? 'finer' : 'enough';
}

/** Whether the log ratio may have more zeros between three neighbors than their signs show. */
export function mayHide(three: readonly KnownSample[]): boolean {
  const sides = three.map(sideOf);
  const levels = three.map(({ level }) => level);
  const [a, b, c] = levels as [number, number, number];
  const isOneSided = sides.every((side) => side === sides[0]);
  if (levels.every((level) => Math.abs(level) === Infinity) && isOneSided) return false;
  const bend = Math.abs(b - (a + c) / 2);
  if (sides.includes('even')) return true;
  // Between neighbors a smooth curve leaves the chords by about a quarter of the bend.
  if (isOneSided) return !(bend <= 0.5 * Math.min(Math.abs(a), Math.abs(b), Math.abs(c)));
  return !(bend <= 0.25 * Math.abs(c - a));
}
