import type { RowPlan } from '../plan/asked.ts';
import type { FailedCell, FinishedCells, WhyTerms } from '../plan/finished-cells.ts';
import type { FinishedCell, MeasuredCell } from './columns/measured-cell.ts';
import { tableLines, type TableLines } from './csv.ts';
import { rowPacker } from './packed-rows.ts';
import { rowMaker } from './rows.ts';
import { tablesOf } from './tables.ts';
import { whyTerms } from './why-table.ts';

/** Measured cells that stand side by side in plan order → all that is told of them. Domain: not empty. */
export type CellsFinisher = (cells: Iterable<MeasuredCell>) => FinishedCells;

/**
 * Makes rows and text of measured cells, one after the other: in a worker of those that it does whole, in the
 * coordinator of all others.
 */
export function cellsFinisher(plan: RowPlan): CellsFinisher {
  const rowsOf = rowMaker(plan);
  const tables = tablesOf(plan.asked).map(({ columns, rowsOf: tableRows }) => ({
    names: columns.map(({ name }) => name),
    addedBy: tableRows(plan),
  }));
  return (cells) => {
    const lines = tables.map(({ names }) => tableLines(names));
    const rows = rowPacker();
    const failed: FailedCell[] = [];
    const terms: (WhyTerms | null)[] = [];
    let first: number | undefined;
    for (const done of cells) {
      const { cell, exact, measured } = done;
      first ??= cell.index;
      const finished: FinishedCell = { done, rows: rowsOf(done) };
      finished.rows.forEach(rows.add);
      tables.forEach(({ addedBy }, i) => addedBy(finished).forEach(lines[i]!.add));
      if (measured.kind === 'failed') failed.push({ cell_id: cell.id, reason: measured.reason });
      terms.push(termsOf(exact));
    }
    return {
      first: first!,
      count: terms.length,
      failed,
      tables: lines.map(textOf),
      packed: rows.packed(),
      terms,
    };
  };
}

function textOf({ rows, text }: TableLines<string>): FinishedCells['tables'][number] {
  return { rows: rows(), text: text() };
}

function termsOf(exact: MeasuredCell['exact']): WhyTerms | null {
  const [square, slope, curvature] = whyTerms(exact);
  return square === null || slope === null || curvature === null ? null : [square, slope, curvature];
}
