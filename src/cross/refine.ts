import type { Crossing, Side } from './crossings.ts';
import { sideOf, type KnownSample, type Sample, type Sampler } from './sample.ts';

const MOST_STEPS = 200;
/** Levels farther from 0 than this on both ends of a bracket without room inside are a jump. */
const JUMP = 1e-6;

/** Two values with different winners, both sure. */
export interface Bracket {
  readonly low: KnownSample;
  readonly high: KnownSample;
}

/** What a bracket came to: a crossing, or a value within it at which the ratio is not known. */
export type Refined =
  | { readonly kind: 'found'; readonly crossing: Crossing }
  | { readonly kind: 'lost'; readonly sample: Sample & { readonly kind: 'unknown' } };

/**
 * The crossing between two values with different winners. Chandrupatla's method (1997) on the log ratio:
 * inverse quadratic interpolation where it is safe, bisection elsewhere; then the smallest bracket whose
 * winners are sure.
 */
export function refineCrossing(sampler: Sampler, given: Bracket): Refined {
  const { low, high } = given;
  let [left, right] = [low, high];
  let [b, a, c] = [low, high, high];
  let fraction = 0.5;
  for (let step = 0; step < MOST_STEPS; step++) {
    const value = a.value + fraction * (b.value - a.value);
    const sample = sampler.at(value);
    if (sample.kind === 'unknown') return { kind: 'lost', sample };
    const isBelow = sample.level > 0 === left.level > 0;
    if (sample.level !== 0) {
      if (isBelow) left = sample;
      else right = sample;
    }
    if (sample.level > 0 === a.level > 0) c = a;
    else [c, b] = [b, a];
    a = sample;
    const best = Math.abs(a.level) < Math.abs(b.level) ? a : b;
    const width = Math.abs(b.value - a.value);
    const smallest = 2.3e-16 * Math.abs(best.value) + 5e-324;
    if (sideOf(best) === 'even' || width <= 2 * smallest)
      return { kind: 'found', crossing: settled(sampler, best, given, left, right) };
    fraction = nextFraction(a, b, c, smallest / width);
  }
  return { kind: 'found', crossing: settled(sampler, a, given, left, right) };
}

/** Where between a and b to look next, as a share of the distance from a. */
function nextFraction(a: KnownSample, b: KnownSample, c: KnownSample, least: number): number {
  const xi = (a.value - b.value) / (c.value - b.value);
  const phi = (a.level - b.level) / (c.level - b.level);
  const isSafe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
  if (!isSafe) return 0.5;
  const first = (a.level / (b.level - a.level)) * (c.level / (b.level - c.level));
  const second =
    ((c.value - a.value) / (b.value - a.value)) *
    (a.level / (c.level - a.level)) *
    (b.level / (c.level - b.level));
  const fraction = first + second;
  return Number.isFinite(fraction) ? Math.min(1 - least, Math.max(least, fraction)) : 0.5;
}

/** The narrowest bracket about the best value whose winners are sure; within the one that was given. */
function settled(
  sampler: Sampler,
  best: KnownSample,
  given: Bracket,
  left: KnownSample,
  right: KnownSample,
): Crossing {
  const at = best.value;
  const isJump = sideOf(best) !== 'even' && Math.abs(left.level) > JUMP && Math.abs(right.level) > JUMP;
  const [below, above] = [sideOf(given.low) as Side, sideOf(given.high) as Side];
  const error = sureDistance(sampler, at, given, (low, high) => low === below && high === above);
  return { kind: isJump ? 'jump' : 'crossing', at, error, below, above };
}

/**
 * Two values with the same winner, and between them one at which the ratio cannot be told from 1, or is
 * nearest to it.
 */
export interface Dip extends Bracket {
  readonly middle: KnownSample;
}

/** What a dip of the ratio towards 1 came to: brackets of two crossings, a touch, or nothing. */
export type RefinedDip =
  | { readonly kind: 'pair'; readonly brackets: readonly [Bracket, Bracket] }
  | { readonly kind: 'touch'; readonly crossing: Crossing }
  | { readonly kind: 'clear' };

/** Golden sections of a dip, towards the level nearest to 0. */
const GOLDEN = 0.381966011250105;
const DIP_STEPS = 80;
const DIP_WIDTH = 1e-9;

/**
 * Goes to the bottom of a dip: beyond 1 there are two crossings; at 1, up to the error of the ratio, it is a
 * touch.
 */
export function refineDip(sampler: Sampler, { low, middle, high }: Dip): RefinedDip {
  const side = sideOf(low);
  let [a, b, c] = [low, middle, high];
  for (let step = 0; step < DIP_STEPS && c.value - a.value > DIP_WIDTH * Math.abs(b.value); step++) {
    const isRight = c.value - b.value > b.value - a.value;
    const value = isRight ? b.value + GOLDEN * (c.value - b.value) : b.value - GOLDEN * (b.value - a.value);
    const sample = sampler.at(value);
    if (sample.kind === 'unknown' || value === b.value) break;
    const found = sideOf(sample);
    if (found !== side && found !== 'even')
      return {
        kind: 'pair',
        brackets: [
          { low, high: sample },
          { low: sample, high },
        ],
      };
    if (Math.abs(sample.level) < Math.abs(b.level)) [a, b, c] = isRight ? [b, sample, c] : [a, sample, b];
    else if (isRight) c = sample;
    else a = sample;
  }
  if (sideOf(b) !== 'even') return { kind: 'clear' };
  const error = sureDistance(sampler, b.value, { low, high }, (x, y) => x === side && y === side);
  const both = side as Side;
  return { kind: 'touch', crossing: { kind: 'touch', at: b.value, error, below: both, above: both } };
}

/**
 * Smallest distance, by doubling, at which the winners on both sides are as wanted; they are at the ends of
 * the bracket.
 */
function sureDistance(
  sampler: Sampler,
  at: number,
  { low, high }: Bracket,
  isSure: (below: string, above: string) => boolean,
): number {
  const winnerAt = (value: number): string => {
    const sample = sampler.at(value);
    return sample.kind === 'known' ? sideOf(sample) : 'unknown';
  };
  for (let error = 2.3e-16 * Math.abs(at) + 1e-300; ; error *= 2) {
    const [left, right] = [Math.max(low.value, at - error), Math.min(high.value, at + error)];
    if (isSure(winnerAt(left), winnerAt(right))) return Math.max(at - left, right - at);
    if (left === low.value && right === high.value) return Math.max(at - left, right - at);
  }
}
