import type { GroupedMoments } from '../statistics/cell-moments.ts';
import type { TracedMoments } from '../statistics/ratio-interval.ts';
import type { GroupSums } from './group-sums.ts';

/** One parameter alone, or all of them together. */
export interface Traced extends TracedMoments {
  /** Square of the length of the mean. */
  readonly meanSquare: number;
}

/** The parameters from `from` on, `count` of them. */
export function traceOf(sums: GroupSums, from: number, count: number): Traced {
  const parts = {
    *[Symbol.iterator]() {
      for (let j = from; j < from + count; j += 1) yield sums.column(j);
    },
  };
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
  const groups = a.groups.map(({ count, squares }, g) => ({
    count,
    mean: 0,
    squares: squares + b.groups[g]!.squares,
  }));
  const { count, squares } = a.pooled;
  return { reference: 0, pooled: { count, mean: 0, squares: squares + b.pooled.squares }, groups };
}
