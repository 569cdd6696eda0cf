import type { GroupedMoments } from './cell-moments.ts';
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

/** Numbers in the same groups, taken together: their sums of squares are added, and there is no mean. */
export function traceOf(parts: readonly GroupedMoments[]): TracedMoments {
  const joined = (of: readonly Moments[]): Moments => ({
    count: of[0]!.count,
    mean: 0,
    squares: of.reduce((sum, { squares }) => sum + squares, 0),
  });
  return {
    parts,
    sum: {
      reference: 0,
      pooled: joined(parts.map(({ pooled }) => pooled)),
      groups: parts[0]!.groups.map((_, g) => joined(parts.map(({ groups }) => groups[g]!))),
    },
  };
}
