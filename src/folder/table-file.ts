import type { CellValue } from '../text/csv.ts';
import { csvText } from '../tables/csv.ts';
import { openDurably, type DurableFile, type FileDigest } from '../files/durable-file.ts';

/** A CSV file that is written row by row and appears under its name as a whole, or not at all. */
export interface TableFile<Name extends string> {
  write(row: Readonly<Record<Name, CellValue>>): Promise<void> | undefined;
  commit(): Promise<FileDigest>;
  /** Leaves nothing behind; harmless after `commit`. */
  discard(): Promise<void>;
}

/** Text is handed to the file in pieces of about this size. */
const PIECE = 1 << 18;

/** How the file of a table is opened: to be written, or to be held against what is to be in it. */
export type FileOpener = (path: string) => Promise<DurableFile>;

/** @throws GradvarError OUTPUT_UNWRITABLE (50), also from every method */
export async function openTable<Name extends string>(
  path: string,
  names: readonly Name[],
  open: FileOpener = openDurably,
): Promise<TableFile<Name>> {
  const file = await open(path);
  const csv = csvText(names);
  return {
    write(row) {
      csv.add(row);
      return csv.waiting() < PIECE ? undefined : file.write(csv.take());
    },
    async commit() {
      await file.write(await csv.end());
      return await file.commit();
    },
    discard: () => file.discard(),
  };
}

export function namesOf<Name extends string>(columns: readonly { readonly name: Name }[]): readonly Name[] {
  return columns.map(({ name }) => name);
}
