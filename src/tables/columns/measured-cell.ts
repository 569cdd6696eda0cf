import type { PointResult } from '../../plan/batch-result.ts';
import type { Cell } from '../../plan/cell.ts';
import type { CellMoments } from '../../statistics/cell-moments.ts';
import type { SummaryRow } from './columns.ts';

/**
 * A cell with all its blocks merged, or the reason why it has none, and the exact quantities of its point.
 */
export interface MeasuredCell {
  readonly cell: Cell;
  readonly exact: PointResult;
  readonly measured: Measured;
}

/** A cell that is done: its rows of summary.csv, in the order of components and estimator pairs. */
export interface FinishedCell {
  readonly done: MeasuredCell;
  readonly rows: readonly SummaryRow[];
}

export type Measured =
  | { readonly kind: 'moments'; readonly moments: CellMoments }
  | { readonly kind: 'failed'; readonly reason: string };
