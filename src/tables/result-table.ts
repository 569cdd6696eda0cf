import type { Asked } from '../estimators/asked.ts';
import type { RowPlan } from '../plan/asked.ts';
import type { Column } from './columns/columns.ts';
import type { CellValue } from '../text/csv.ts';
import type { FinishedCell } from './columns/measured-cell.ts';

/** One row of a table: a value for each column, null where it is undefined. */
export type TableRow = Readonly<Record<string, CellValue>>;

/**
 * A deterministic CSV file of a results folder. Everything that there is to know of it stands here: it is
 * written by a run and by a merge, sealed, verified, described in datapackage.json and documented from this
 * alone.
 *
 * @example
 * const file = ({ name }: ResultTable) => `${name}.csv`;
 */
export interface ResultTable {
  /** Name without `.csv`. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns that together tell a row from all others. */
  readonly primaryKey: readonly string[];
  /** What a row stands for, as a sentence. */
  readonly rowMeaning: string;
  /** Whether the results of a plan have it, by what that asks of its cells. */
  readonly isFor: (asked: Asked) => boolean;
  /**
   * Starts a table of a plan: a function that gives the rows that a finished cell adds. Each thread has its
   * own and calls it with the cells that it happens to have, so that rows depend on the cell alone; it may
   * remember what is long to find out, but nothing that grows with the plan.
   */
  readonly rowsOf: (plan: RowPlan) => (cell: FinishedCell) => readonly TableRow[];
}

export function tableFile({ name }: ResultTable): string {
  return `${name}.csv`;
}
