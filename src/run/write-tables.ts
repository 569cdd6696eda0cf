import { join } from 'node:path';
import type { Plan } from '../plan/plan.ts';
import { openDurably } from '../files/durable-file.ts';
import type { FinishedCell } from '../tables/columns/measured-cell.ts';
import { tableFile, type ResultTable, type TableRow } from '../tables/result-table.ts';
import type { SealedContent } from '../folder/seal.ts';
import { namesOf, openTable, type FileOpener } from '../folder/table-file.ts';
import { tablesOf } from '../tables/tables.ts';

export interface FailedCell {
  readonly cell_id: string;
  readonly reason: string;
}

/** What came of writing the tables of a results folder. */
export interface WrittenTables {
  readonly cells: number;
  /** Rows of summary.csv. */
  readonly rows: number;
  readonly failed: readonly FailedCell[];
  /** What the seal says of each, by file name. */
  readonly tables: Readonly<Record<string, SealedContent>>;
}

/**
 * Writes all tables from finished cells, in plan order; they appear once all cells are there, summary.csv
 * last.
 */
export async function writeTables(
  folder: string,
  plan: Plan,
  finished: AsyncIterable<FinishedCell> | Iterable<FinishedCell>,
  onCell: (cell: FinishedCell) => void,
  openFile: FileOpener = openDurably,
): Promise<WrittenTables> {
  const open: OpenTable[] = [];
  const failed: FailedCell[] = [];
  let cells = 0;
  let rows = 0;
  try {
    for (const table of tablesOf(plan)) open.push(await startTable(folder, plan, table, openFile));
    for await (const cell of finished) {
      const { measured, cell: place } = cell.done;
      cells += 1;
      rows += cell.rows.length;
      if (measured.kind === 'failed') failed.push({ cell_id: place.id, reason: measured.reason });
      onCell(cell);
      for (const { add } of open) await add(cell);
    }
    const tables: Record<string, SealedContent> = {};
    for (const { file, commit } of open.toReversed()) tables[file] = await commit();
    return { cells, rows, failed, tables };
  } finally {
    for (const { discard } of open) await discard();
  }
}

interface OpenTable {
  readonly file: string;
  readonly add: (cell: FinishedCell) => Promise<void>;
  readonly commit: () => Promise<SealedContent>;
  readonly discard: () => Promise<void>;
}

async function startTable(
  folder: string,
  plan: Plan,
  table: ResultTable,
  openFile: FileOpener,
): Promise<OpenTable> {
  const file = tableFile(table);
  const rowsOf = table.rowsOf(plan);
  const opened = await openTable(join(folder, file), namesOf(table.columns), openFile);
  let rows = 0;
  return {
    file,
    async add(cell) {
      const added: readonly TableRow[] = rowsOf(cell);
      rows += added.length;
      for (const row of added) await opened.write(row);
    },
    commit: async () => ({ ...(await opened.commit()), rows }),
    discard: () => opened.discard(),
  };
}
