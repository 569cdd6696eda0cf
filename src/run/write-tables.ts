import { join } from 'node:path';
import { askedOf } from '../plan/asked.ts';
import type { FailedCell, FinishedCells, TableText } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import { openDurably } from '../files/durable-file.ts';
import { tableFile, type ResultTable } from '../tables/result-table.ts';
import type { SealedContent } from '../folder/seal.ts';
import { namesOf, openTable, type FileOpener } from '../folder/table-file.ts';
import { SUMMARY } from '../tables/summary-table.ts';
import { tablesOf } from '../tables/tables.ts';

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
  finished: AsyncIterable<FinishedCells> | Iterable<FinishedCells>,
  onCells: (cells: FinishedCells) => void,
  openFile: FileOpener = openDurably,
): Promise<WrittenTables> {
  const open: OpenTable[] = [];
  const failed: FailedCell[] = [];
  let cells = 0;
  try {
    for (const table of tablesOf(askedOf(plan))) open.push(await startTable(folder, table, openFile));
    for await (const found of finished) {
      cells += found.count;
      failed.push(...found.failed);
      onCells(found);
      for (const [i, { add }] of open.entries()) await add(found.tables[i]!);
    }
    const tables: Record<string, SealedContent> = {};
    for (const { file, commit } of open.toReversed()) tables[file] = await commit();
    return { cells, rows: tables[tableFile(SUMMARY)]!.rows!, failed, tables };
  } finally {
    for (const { discard } of open) await discard();
  }
}

interface OpenTable {
  readonly file: string;
  readonly add: (added: TableText) => Promise<void>;
  readonly commit: () => Promise<SealedContent>;
  readonly discard: () => Promise<void>;
}

async function startTable(folder: string, table: ResultTable, openFile: FileOpener): Promise<OpenTable> {
  const file = tableFile(table);
  const opened = await openTable(join(folder, file), namesOf(table.columns), openFile);
  let rows = 0;
  return {
    file,
    async add(added) {
      rows += added.rows;
      await opened.write(added.text);
    },
    commit: async () => ({ ...(await opened.commit()), rows }),
    discard: () => opened.discard(),
  };
}
