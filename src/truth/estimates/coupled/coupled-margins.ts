import type { Estimated } from '../../exact/estimated.ts';
import type { Grid } from '../../one-draw/nodes/grid.ts';
import type { NodeFactor } from '../../one-draw/nodes/moment.ts';

/**
 * What errors of r do to moments of Y = [r(mu + sigma·M) − r(mu + sigma·U·M)]/sigma, piece by piece of the
 * line: r may be off where M falls into the piece (its density is x² times the normal one), and where U·M
 * does, which is normal.
 */
export interface CoupledMargin {
  /** By k = 2 and 4: ∫ |error|^k and ∫ |r − y|^k over the piece, by the normal density. */
  readonly error: Readonly<Record<2 | 4, number>>;
  readonly size: Readonly<Record<2 | 4, number>>;
  /** Largest x² there. */
  readonly square: number;
  /** Number of the cell; null beyond the nodes. */
  readonly cell: number | null;
  readonly isRight: boolean;
}

/** @param u standardized r; @param about bound of what is taken from it */
export function marginsOf(grid: Grid, u: NodeFactor, about: number): readonly CoupledMargin[] {
  const { cells, margins } = grid;
  return margins.map(({ reach, rootProbability }, i) => {
    const power = (x: number, k: 2 | 4): number => {
      const weight = k === 2 ? rootProbability * rootProbability : 1;
      // What the probability takes below every double counts for nothing, however large the rest.
      return rootProbability === 0 || weight === 0 ? 0 : weight * (k === 2 ? x * x : x * x * (x * x));
    };
    const size = u.norms[i]! + about * rootProbability;
    const cell = cells[i];
    return {
      error: { 2: power(u.errors[i]!, 2), 4: power(u.errors[i]!, 4) },
      size: { 2: power(size, 2), 4: power(size, 4) },
      square: reach * reach,
      cell: cell === undefined ? null : i,
      isRight: cell !== undefined && cell.shift + (cell.from + cell.to) / 2 > 0,
    };
  });
}

/** Bound of the error of E Y, by the root mean squares. */
export function meanDoubt(margins: readonly CoupledMargin[]): number {
  return margins.reduce((sum, { error, square }) => sum + Math.sqrt(error[2]) * (1 + Math.sqrt(square)), 0);
}

/** E|Y − y|^k with what the errors of r add to its own. */
export function widened(
  { cells }: Grid,
  moment: Estimated & { readonly byCell: Float64Array },
  k: 2 | 4,
  margins: readonly CoupledMargin[],
): Estimated {
  const root = (x: number): number => (k === 2 ? Math.sqrt(x) : Math.sqrt(Math.sqrt(x)));
  const raised = (x: number): number => (k === 2 ? x * x : x * x * (x * x));
  /** By how much ∫|Y|^k may change where it is `known` and Y is off by `change` in that mean. */
  const growth = (known: number, change: number): number =>
    change === 0 ? 0 : raised(root(known) + root(change)) - known;
  // U·M falls into a cell only where M lies in it or farther out, at x with probability width/x.
  const outward = new Float64Array(cells.length);
  const sizes = cells.map((_, c) => margins[c]!.size[k] * Math.sqrt(margins[c]!.square));
  let sum = 0;
  for (let c = cells.length - 1; c >= 0 && margins[c]!.isRight; c--) outward[c] = sum += sizes[c]!;
  sum = 0;
  for (let c = 0; c < cells.length && !margins[c]!.isRight; c++) outward[c] = sum += sizes[c]!;
  let error = moment.error;
  for (const { error: errors, size, square, cell } of margins) {
    const change = errors[k];
    const known = cell === null ? size[k] * square : moment.byCell[cell]!;
    error += growth(Math.max(0, known), change === 0 ? 0 : change * square);
    const farther = cell === null ? 0 : outward[cell]! * (cells[cell]!.to - cells[cell]!.from);
    error += growth(raised(root(size[k]) + root(farther)), change);
    if (cell === null) error += size[k] * (1 + square);
  }
  return { value: moment.value, error };
}
