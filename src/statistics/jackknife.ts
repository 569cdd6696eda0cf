import { log } from '../elementary/log.ts';
import type { GroupedMoments } from './cell-moments.ts';
import { NO_MOMENTS, type Moments } from './moments.ts';

/** What the groups tell about the sampling error of a log ratio of variances. */
export interface Jackknife {
  /** Not finite where it cannot be had: one group, or no variance left without one of the groups. */
  readonly standardError: number;
  /** Skewness and kurtosis of what the groups contribute; 0 and 1 where they contribute nothing. */
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Numbers in the same groups of which the sum of the variances is meant: the parameters of a gradient, or one
 * number alone. Gone through more than once, and each time part by part: a gradient may have many.
 */
export type Trace = Iterable<GroupedMoments>;

/**
 * Weighted grouped jackknife of log(variance 1/variance 2), both pooled over the groups; without a
 * denominator of log(variance 1).
 *
 * The two samples are paired: group g of both comes from the same draws, and both leave it out together, so
 * that what they share cancels. With d the log ratio less the one without the group, h the total over the
 * size of the group and b = Σ(1 − 1/h)d, a group contributes e = ((h − 1)d − b)/sqrt(h − 1); the standard
 * error is the root mean square of e. For groups of one size that is the plain jackknife.
 *
 * Source: Busing, Meijer and van der Leeden 1999, "Delete-m jackknife for unequal m", Statistics and
 * Computing 9, eq. 9.
 */
export function jackknife(numerator: Trace, denominator: Trace | null): Jackknife {
  const one = withoutGroups(numerator);
  const { counts, logs } = one;
  if (counts.length < 2) return { standardError: NaN, skewness: 0, kurtosis: 1 };
  const total = counts.reduce((sum, count) => sum + count, 0);
  const two = denominator === null ? null : withoutGroups(denominator).logs;
  const parts = counts.map((count, g) => ({ h: total / count, d: (two?.[g] ?? 0) - logs[g]! }));
  const bias = parts.reduce((sum, { h, d }) => sum + (1 - 1 / h) * d, 0);
  const errors = parts.map(({ h, d }) => ((h - 1) * d - bias) / Math.sqrt(h - 1));
  const standardError = Math.sqrt(average(errors.map((e) => e * e)));
  if (!(standardError > 0)) return { standardError, skewness: 0, kurtosis: 1 };
  const standardized = errors.map((e) => e / standardError);
  return {
    standardError,
    skewness: average(standardized.map((e) => e * e * e)),
    kurtosis: average(standardized.map((e) => e * e * e * e)),
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The sizes of the groups, and for each the log of the sum of squares without it over the whole sum of
 * squares.
 */
function withoutGroups(trace: Trace): {
  readonly counts: readonly number[];
  readonly logs: readonly number[];
} {
  let counts: readonly number[] = [];
  let whole = 0;
  const left: number[] = [];
  for (const { groups, pooled } of trace) {
    const ahead = runningMerge(groups);
    const behind = runningMerge(groups.toReversed());
    counts = groups.map(({ count }) => count);
    whole += pooled.squares;
    for (let g = 0; g < groups.length; g += 1)
      left[g] = (left[g] ?? 0) + joinedSquares(ahead, g, behind, groups.length - 1 - g);
  }
  return { counts, logs: left.map((squares) => log(squares / whole)) };
}

/**
 * Moments in three arrays: a cell has up to 512 groups, and an object for each merge would be a thousand a
 * ratio.
 */
interface FlatMoments {
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly squares: Float64Array;
}

/**
 * For each group, the merge of those ahead of it, as `mergeMoments` does (moments.ts); merged, never
 * subtracted.
 */
function runningMerge(groups: readonly Moments[]): FlatMoments {
  const numbers = () => new Float64Array(groups.length);
  const ahead = { counts: numbers(), means: numbers(), squares: numbers() };
  let { count, mean, squares } = NO_MOMENTS;
  for (let g = 0; g < groups.length; g += 1) {
    ahead.counts[g] = count;
    ahead.means[g] = mean;
    ahead.squares[g] = squares;
    const group = groups[g]!;
    const total = count + group.count;
    const difference = group.mean - mean;
    mean = count === 0 ? group.mean : mean + difference * (group.count / total);
    squares = squaresOf(count, squares, group.count, group.squares, difference);
    count = total;
  }
  return ahead;
}

/** Squares of two samples together, whose means differ by `difference`. */
function squaresOf(n1: number, squares1: number, n2: number, squares2: number, difference: number): number {
  if (n1 === 0) return squares2;
  if (n2 === 0) return squares1;
  return squares1 + squares2 + difference * difference * ((n1 / (n1 + n2)) * n2);
}

function joinedSquares(a: FlatMoments, i: number, b: FlatMoments, j: number): number {
  return squaresOf(a.counts[i]!, a.squares[i]!, b.counts[j]!, b.squares[j]!, b.means[j]! - a.means[i]!);
}
