import { normquantile } from '../../../elementary/normal-quantile.ts';
import { normcdf } from '../../../elementary/error-function.ts';
import type { Line } from '../../one-draw/nodes/stretch.ts';

/**
 * The points of a lattice of m points with shift U: Phi⁻¹((i + U)/m), i < m. A position in the upper half is
 * worked out from its distance to 1, of which a double next to 1 has little to say.
 */
export function latticePoint(i: number, shift: number, m: number): number {
  const left = i + shift;
  return left <= m / 2 ? normquantile(left / m) : -normquantile((m - i - shift) / m);
}

/** Shift at which some point of the lattice lies at eps: the fraction of m·Phi(eps). */
function shiftAt(eps: number, m: number): number {
  const left = m * normcdf(eps <= 0 ? eps : -eps);
  const fraction = left - Math.floor(left);
  return eps <= 0 || fraction === 0 ? fraction : 1 - fraction;
}

/** Relative distance below which two shifts are one. */
const SAME = 1e-13;
/** How often a panel is halved at most. */
const DEEPEST = 40;

/**
 * Cuts the shifts (0, 1) so that between two cuts no point but the first and the last of the lattice crosses
 * a break, and each moves within the width that the oracle's panels resolve there. Null where too many panels
 * are needed.
 *
 * @param breaks where r or a derivative is not smooth, in eps
 */
export function shiftCuts(
  line: Line,
  breaks: readonly number[],
  m: number,
  most: number,
): readonly number[] | null {
  const cuts = distinct([0, 0.5, 1, ...breaks.map((eps) => shiftAt(eps, m))]);
  const widths = panelWidths(line);
  const result: number[] = [0];
  const add = (from: number, to: number, depth: number): boolean => {
    if (result.length > most) return false;
    if (depth < DEEPEST && !isResolved(widths, from, to, m)) {
      const middle = from + (to - from) / 2;
      return add(from, middle, depth + 1) && add(middle, to, depth + 1);
    }
    result.push(to);
    return true;
  };
  for (let i = 1; i < cuts.length; i++) if (!add(cuts[i - 1]!, cuts[i]!, 0)) return null;
  return result;
}

function distinct(cuts: readonly number[]): readonly number[] {
  const sorted = cuts.filter((cut) => cut >= 0 && cut <= 1).sort((a, b) => a - b);
  const apart = sorted.filter((cut, i) => i === 0 || cut - sorted[i - 1]! > SAME);
  return apart.map((cut) => (1 - cut <= SAME ? 1 : cut));
}

/** Ends and widths of the panels from left to right; quiet pieces need no resolution. */
interface PanelWidths {
  readonly ends: Float64Array;
  readonly widths: Float64Array;
}

function panelWidths({ stretches }: Line): PanelWidths {
  return {
    ends: Float64Array.from(stretches, ({ origin, to }) => origin.shift + to),
    widths: Float64Array.from(stretches, ({ from, to, isQuiet }) => (isQuiet ? Infinity : to - from)),
  };
}

/**
 * Whether every point moves less than the narrowest panel that it meets is wide; the outer two only where
 * they do not pass 0 and 1.
 */
function isResolved({ ends, widths }: PanelWidths, from: number, to: number, m: number): boolean {
  for (let i = 0; i < m; i++) {
    if ((i === 0 && to <= 0.5) || (i === m - 1 && from >= 0.5)) continue;
    const [a, b] = [latticePoint(i, from, m), latticePoint(i, to, m)];
    for (let at = firstBeyond(ends, a); at < ends.length; at++) {
      if (widths[at]! < b - a) return false;
      if (ends[at]! >= b) break;
    }
  }
  return true;
}

/** Place of the first end that is greater than x. */
function firstBeyond(ends: Float64Array, x: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
