import type { GroupedMoments } from './cell-moments.ts';
import type { Trace } from './jackknife.ts';
import type { Moments } from './moments.ts';
import type { TracedMoments } from './ratio-interval.ts';

/** A sample times a number. */
export function scaledMoments({ reference, pooled, groups }: GroupedMoments, factor: number): GroupedMoments {
  const times = ({ count, mean, squares }: Moments): Moments => ({
    count,
    mean: mean * factor,
    squares: squares * factor * factor,
  });
  return { reference: reference * factor, pooled: times(pooled), groups: groups.map(times) };
}

/** Numbers taken together, with the square of the length of their means. */
export interface Traced extends TracedMoments {
  readonly meanSquare: number;
}

/**
 * Numbers in the same groups, taken together: their sums of squares are added, and there is no mean. A single
 * one stays as it is. Goes through the parts once.
 *
 * Domain: at least one part.
 */
export function traceOf(parts: Trace): Traced {
  let meanSquare = 0;
  let sum: GroupedMoments | null = null;
  for (const part of parts) {
    const mean = part.reference + part.pooled.mean;
    meanSquare += mean * mean;
    sum = sum === null ? part : summed(sum, part);
  }
  return { parts, sum: sum!, meanSquare };
}

/** Sums of squares of both, group by group. */
function summed(a: GroupedMoments, b: GroupedMoments): GroupedMoments {
  const together = (one: Moments, other: Moments): Moments => ({
    count: one.count,
    mean: 0,
    squares: one.squares + other.squares,
  });
  return {
    reference: 0,
    pooled: together(a.pooled, b.pooled),
    groups: a.groups.map((group, g) => together(group, b.groups[g]!)),
  };
}
