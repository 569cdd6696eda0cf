import { log } from '../elementary/log.ts';
import type { Exact } from '../truth/exact/exact.ts';
import type { Side } from './crossings.ts';

/**
 * The ratio at a value: the logarithm (infinite where a variance is infinite or 0) and a bound on its error.
 */
export type Sample =
  | { readonly kind: 'known'; readonly value: number; readonly level: number; readonly doubt: number }
  | { readonly kind: 'unknown'; readonly value: number; readonly reason: string };

export type KnownSample = Sample & { readonly kind: 'known' };

/** Room for the rounding of ratio and logarithm. */
const ROUNDING = 1e-15;

export function sampleOf(value: number, ratio: Exact): Sample {
  if (ratio.kind === 'unknown') return { kind: 'unknown', value, reason: ratio.reason };
  if (ratio.kind === 'infinite') return { kind: 'known', value, level: Infinity, doubt: 0 };
  if (!(ratio.value > ratio.error)) {
    return ratio.error === 0
      ? { kind: 'known', value, level: -Infinity, doubt: 0 }
      : { kind: 'unknown', value, reason: 'the ratio cannot be told from 0' };
  }
  const doubt = ratio.error / (ratio.value - ratio.error) + ROUNDING;
  return { kind: 'known', value, level: log(ratio.value), doubt };
}

/** Who surely wins; even where the ratio cannot be told from 1. */
export function sideOf({ level, doubt }: KnownSample): Side | 'even' {
  return level > doubt ? 'second' : level < -doubt ? 'first' : 'even';
}

/** Looks the ratio up, once a value. */
export interface Sampler {
  readonly at: (value: number) => Sample;
  readonly evaluations: () => number;
}

export function samplerOf(ratio: (value: number) => Exact): Sampler {
  const known = new Map<number, Sample>();
  return {
    at(value) {
      const before = known.get(value);
      if (before !== undefined) return before;
      const sample = sampleOf(value, ratio(value));
      known.set(value, sample);
      return sample;
    },
    evaluations: () => known.size,
  };
}
