import { narrowed, type LineCell } from './cells.ts';
import type { Line, LineStretch } from './stretch.ts';

/**
 * A stretch of eps > 0, or the mirror image of one of eps < 0, in the positions of its own or the mirrored
 * origin.
 */
interface Side {
  readonly shift: number;
  readonly from: number;
  readonly to: number;
  readonly stretch: LineStretch;
}

/**
 * The cells of eps > 0, each within one stretch and within the mirror image of one: the common refinement of
 * both.
 */
export function mirroredCells({ stretches, extent }: Line): readonly LineCell[] {
  const right: Side[] = [];
  const left: Side[] = [];
  for (const stretch of stretches) {
    const { origin, from, to } = stretch;
    // No stretch crosses eps = 0, where the oracle's first pieces end.
    if (origin.shift + from + (origin.shift + to) > 0) right.push({ shift: origin.shift, from, to, stretch });
    else left.push({ shift: -origin.shift, from: -to, to: -from, stretch });
  }
  left.reverse();
  return commonRefinement(right, left).flatMap((cell) => narrowed(cell, extent));
}

/** Relative distance below which two ends are one. */
const SAME = 4e-16;

function commonRefinement(right: readonly Side[], left: readonly Side[]): readonly LineCell[] {
  const cells: LineCell[] = [];
  let [i, j] = [0, 0];
  let [a, b] = [right[0], left[0]];
  while (a !== undefined && b !== undefined) {
    const order = compareEnds(a, b);
    // Next to a singular point only its own positions tell cells apart: the narrower side's are used.
    const finer = a.to - a.from <= b.to - b.from ? a : b;
    const first = order < 0 ? a : order > 0 ? b : finer;
    const within = first === finer ? finer.to : Math.min(first.shift + first.to - finer.shift, finer.to);
    if (within > finer.from)
      cells.push({
        shift: finer.shift,
        from: finer.from,
        to: within,
        draw: a.stretch,
        mirror: b.stretch,
      });
    const end = { shift: finer.shift, at: within };
    const [nextA, nextB]: [Side | undefined, Side | undefined] = [
      order <= 0 ? right[++i] : cutBefore(a, end),
      order >= 0 ? left[++j] : cutBefore(b, end),
    ];
    [a, b] = [nextA, nextB];
  }
  return cells;
}

/** Sign of end of a − end of b. */
function compareEnds(a: Side, b: Side): number {
  if (a.shift === b.shift) return Math.sign(a.to - b.to);
  const [x, y] = [a.shift + a.to, b.shift + b.to];
  return Math.abs(x - y) <= SAME * (Math.abs(x) + Math.abs(y)) ? 0 : Math.sign(x - y);
}

/** What is left of a side beyond a place. */
function cutBefore(side: Side, { shift, at }: { readonly shift: number; readonly at: number }): Side {
  const from = shift === side.shift ? at : shift + at - side.shift;
  return { ...side, from: Math.min(Math.max(from, side.from), side.to) };
}
