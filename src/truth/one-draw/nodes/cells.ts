import { endShare } from '../../line/panel.ts';
import type { Line, LineStretch } from './stretch.ts';

/**
 * A piece of the line of eps = shift + t, t in [from, to], within one stretch; of mirrored lines also within
 * the mirror image of another.
 */
export interface LineCell {
  readonly shift: number;
  readonly from: number;
  readonly to: number;
  readonly draw: LineStretch;
  /** The stretch of −eps. */
  readonly mirror: LineStretch | null;
}

/** Widest quiet cell on which polynomials times the density are resolved. */
const WIDEST = 2.5;

export function nearestOf({ shift, from, to }: LineCell): number {
  const [a, b] = [shift + from, shift + to];
  return a <= 0 && b >= 0 ? 0 : Math.min(Math.abs(a), Math.abs(b));
}

/** Relative error of an integral over a cell from where its stretches end. */
export function endShareOf({ from, to, draw, mirror }: LineCell): number {
  return endShare(draw.ends, to - from) + (mirror === null ? 0 : endShare(mirror.ends, to - from));
}

/** The cells of a line one by one. */
export function plainCells({ stretches, extent }: Line): readonly LineCell[] {
  const cells = stretches.map((draw): LineCell => {
    const { origin, from, to } = draw;
    return { shift: origin.shift, from, to, draw, mirror: null };
  });
  return cells.flatMap((cell) => narrowed(cell, extent));
}

/** Every cell cut in two. */
export function halvedCells(cells: readonly LineCell[]): readonly LineCell[] {
  return cells.flatMap((cell) => {
    const middle = cell.from + (cell.to - cell.from) / 2;
    return [
      { ...cell, to: middle },
      { ...cell, from: middle },
    ];
  });
}

/** Cuts a wide cell that holds nodes. */
export function narrowed(cell: LineCell, extent: number): readonly LineCell[] {
  const isWide = cell.to - cell.from > WIDEST && nearestOf(cell) < extent;
  return isWide ? halvedCells([cell]).flatMap((half) => narrowed(half, extent)) : [cell];
}
