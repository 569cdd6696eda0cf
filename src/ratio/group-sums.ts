import type { GroupedMoments } from '../statistics/cell-moments.ts';
import { mergeAll, type Moments } from '../statistics/moments.ts';

/** Columns of numbers while they are read, each in groups of consecutive rows. */
export interface GroupSums {
  /** Adds whole rows. */
  readonly add: (rows: Float64Array) => void;
  readonly rows: () => number;
  /** The moments of one column; to be asked for once all rows are added. */
  readonly column: (index: number) => GroupedMoments;
}

const SMALLEST_GROUP = 2;
const MOST_GROUPS = 512;
const FEWEST_GROUPS = 32;
/** Numbers held for all groups of all columns together. */
const MOST_NUMBERS = 1 << 22;

/**
 * Moments of rows of which nobody knows how many will come: groups of two rows at first; whenever there are
 * as many groups as may be, each is joined to its neighbor and the next are twice as large. Consecutive rows
 * stay together, so that rows that hang together with their neighbors widen an interval and do not narrow it.
 *
 * Means are counted from the first row, so that large ones keep their digits.
 */
export function groupSums(width: number): GroupSums {
  const most = mostGroups(width);
  const counts = new Float64Array(most);
  const means = new Float64Array(most * width);
  const squares = new Float64Array(most * width);
  const reference = new Float64Array(width);
  let size = SMALLEST_GROUP;
  let group = 0;
  let rows = 0;

  function addPiece(values: Float64Array, from: number, count: number): void {
    const held = counts[group]!;
    for (let j = 0; j < width; j += 1) {
      const column = values.subarray(from * width + j);
      const { mean, squares: found } = momentsOfColumn(column, width, count, reference[j]!);
      join(group * width + j, held, count, mean, found);
    }
    counts[group] = held + count;
  }

  /** As `mergeMoments` does (statistics/moments.ts), in place. */
  function join(at: number, held: number, count: number, mean: number, found: number): void {
    if (held === 0) {
      means[at] = mean;
      squares[at] = found;
      return;
    }
    const total = held + count;
    const difference = mean - means[at]!;
    means[at] = means[at]! + difference * (count / total);
    squares[at] = squares[at]! + found + difference * difference * ((held / total) * count);
  }

  function halve(): void {
    for (let g = 0; g < most; g += 2) {
      const [held, count] = [counts[g]!, counts[g + 1]!];
      for (let j = 0; j < width; j += 1) {
        const [into, left, right] = [(g >> 1) * width + j, g * width + j, (g + 1) * width + j];
        means[into] = means[left]!;
        squares[into] = squares[left]!;
        join(into, held, count, means[right]!, squares[right]!);
      }
      counts[g >> 1] = held + count;
    }
    counts.fill(0, most / 2);
    size *= 2;
    group = most / 2;
  }

  return {
    add(values) {
      const count = values.length / width;
      if (rows === 0 && count > 0) reference.set(values.subarray(0, width));
      for (let from = 0; from < count;) {
        if (counts[group]! === size) group += 1;
        if (group === most) halve();
        const piece = Math.min(size - counts[group]!, count - from);
        addPiece(values, from, piece);
        from += piece;
      }
      rows += count;
    },
    rows: () => rows,
    column(index) {
      const used = counts.subarray(0, rows === 0 ? 0 : group + 1);
      const at = (g: number): number => g * width + index;
      const groupOf = (count: number, g: number): Moments => ({
        count,
        mean: means[at(g)]!,
        squares: squares[at(g)]!,
      });
      const whole = joinShortEnd(Array.from(used, groupOf));
      return { reference: reference[index]!, pooled: mergeAll(whole), groups: whole };
    },
  };
}

/** Of `count` numbers that stand `width` apart, less a shift. */
function momentsOfColumn(values: Float64Array, width: number, count: number, shift: number): Moments {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += values[i * width]! - shift;
  const mean = sum / count;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < count; i += 1) {
    const d = values[i * width]! - shift - mean;
    squares += d * d;
    rest += d;
  }
  // What rounding left of the mean is taken out again.
  return { count, mean, squares: Math.max(0, squares - (rest * rest) / count) };
}

function mostGroups(width: number): number {
  let most = MOST_GROUPS;
  while (most > FEWEST_GROUPS && 2 * most * width > MOST_NUMBERS) most /= 2;
  return most;
}

/** Groups far smaller than the others have the heavier tails and would spoil the jackknife of all. */
function joinShortEnd(groups: readonly Moments[]): readonly Moments[] {
  const [before, last] = groups.slice(-2);
  if (before === undefined || last === undefined || 2 * last.count >= before.count) return groups;
  return [...groups.slice(0, -2), mergeAll([before, last])];
}
