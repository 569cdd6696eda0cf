import { lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plan } from '../plan/plan.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import { openCompared, type ComparedFile } from '../tables/reading/compared-file.ts';
import { dataPackageText } from '../tables/data-package.ts';
import { FILES } from '../folder/folder-files.ts';
import { readPlainText } from '../files/plain-file.ts';
import type { Seal } from '../folder/seal.ts';
import { ledgerCells } from '../run/ledger-cells.ts';
import { writeTables } from '../run/write-tables.ts';

/** What came of making the tables of a folder again. */
export interface CheckedTables {
  readonly rows: number;
  /** Cells whose rows say that they failed. */
  readonly failed: number;
  /** The files that were compared. */
  readonly names: readonly string[];
  readonly differences: readonly string[];
}

/**
 * Makes the deterministic files of a folder again from its plan and its journal, writes nothing, and compares
 * those that are there byte for byte; and what the seal counts. Domain: ledgers that lack nothing.
 *
 * @throws GradvarError INPUT_UNREADABLE, JOURNAL_DAMAGED (50)
 */
export async function checkTables(
  folder: string,
  plan: Plan,
  ledger: Ledger,
  seal: Seal | undefined,
): Promise<CheckedTables> {
  const compared = new Map<string, ComparedFile>();
  const open = (path: string) => {
    const file = openCompared(path);
    compared.set(basename(path), file);
    return Promise.resolve(file);
  };
  const again = await writeTables(folder, plan, ledgerCells(plan, ledger), () => undefined, open);
  const description = readPlainText(join(folder, FILES.dataPackage));
  const names = [FILES.dataPackage, ...compared.keys()].filter(
    (name) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined,
  );
  const lines = names.flatMap((name) => {
    const line = compared.get(name)?.differsInLine();
    return line === undefined ? [] : [`${name} has another line ${line}`];
  });
  const miscounted = (seal?.files ?? []).flatMap(({ name, rows }) => {
    const found = again.tables[name]?.rows;
    return found === undefined || rows === found
      ? []
      : [`${FILES.seal} counts ${rows ?? 'no'} rows of ${name}`];
  });
  const differences = [
    ...(description === undefined || description === dataPackageText(plan)
      ? []
      : [`${FILES.dataPackage} describes other tables`]),
    ...lines,
    ...miscounted,
    ...(seal === undefined || seal.failed_cells === again.failed.length
      ? []
      : [`${FILES.seal} counts ${seal.failed_cells} failed cells`]),
  ];
  return { rows: again.rows, failed: again.failed.length, names, differences };
}
