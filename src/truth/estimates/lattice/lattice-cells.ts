import { normcdf } from '../../../elementary/error-function.ts';
import { normquantile } from '../../../elementary/normal-quantile.ts';
import { nearestOf, plainCells, type LineCell } from '../../one-draw/nodes/cells.ts';
import type { OuterCell } from './lattice-table.ts';
import type { Line } from '../../one-draw/nodes/stretch.ts';

/**
 * Where the first point of a lattice of m points lies while the shift is below ½, and where the last one does
 * above: the tails of the line, each cell within one stretch of it and one panel of shifts.
 *
 * @param cuts ends of the panels of shifts, ½ among them
 */
export function outerCells(line: Line, cuts: readonly number[], m: number): readonly OuterCell[] {
  const inside = plainCells(line).filter((cell) => nearestOf(cell) < line.extent);
  const below = cuts.filter((cut) => cut > 0 && cut <= 0.5).map((cut) => normquantile(cut / m));
  const above = cuts.filter((cut) => cut >= 0.5 && cut < 1).map((cut) => -normquantile((1 - cut) / m));
  const [end, start] = [below.at(-1)!, above[0]!];
  return inside.flatMap((whole, piece) =>
    cutAt(cutAt([whole], below), above).flatMap((cell) => {
      const middle = middleOf(cell);
      if (middle > end && middle < start) return [];
      const isFirst = middle < end;
      const shift = isFirst ? m * normcdf(middle) : 1 - m * normcdf(-middle);
      return [{ cell, isFirst, piece, panel: panelOf(cuts, shift) }];
    }),
  );
}

/** Every end of a panel with the middle of the panel before it. */
export function halvedCuts(cuts: readonly number[]): readonly number[] {
  return cuts.flatMap((cut, i) => (i === 0 ? [cut] : [cuts[i - 1]! + (cut - cuts[i - 1]!) / 2, cut]));
}

function middleOf({ shift, from, to }: LineCell): number {
  return shift + (from + (to - from) / 2);
}

function panelOf(cuts: readonly number[], shift: number): number {
  const after = cuts.findIndex((cut) => cut > shift);
  return Math.max(0, (after < 0 ? cuts.length - 1 : after) - 1);
}

/** Cells cut where they hold one of the places. */
function cutAt(cells: readonly LineCell[], places: readonly number[]): readonly LineCell[] {
  return cells.flatMap((cell) => {
    const within = places
      .map((eps) => eps - cell.shift)
      .filter((t) => t > cell.from && t < cell.to)
      .sort((a, b) => a - b);
    const ends = [cell.from, ...within, cell.to];
    return ends.slice(1).map((to, i) => ({ ...cell, from: ends[i]!, to }));
  });
}
