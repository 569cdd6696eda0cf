import type { CellValue } from '../text/csv.ts';
import { csvHeader, csvText } from '../tables/csv.ts';
import { gatherer, type Gatherer } from '../files/gather.ts';
import { openDurably, type DurableFile, type FileDigest } from '../files/durable-file.ts';

/** A CSV file that is written piece by piece and appears under its name as a whole, or not at all. */
export interface TableFile<Name extends string> {
  /** Lines as `csvText` makes them. */
  write(lines: Uint8Array): Promise<void> | undefined;
  add(row: Readonly<Record<Name, CellValue>>): Promise<void> | undefined;
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
  let waiting = [csvHeader(names)];
  let bytes = 0;
  /** Those that no write is using. */
  const free: Gatherer[] = [];
  const flush = (): Promise<void> => {
    const own = free.pop() ?? gatherer();
    const written = file.write(own.gather(waiting));
    waiting = [];
    bytes = 0;
    const giveBack = () => free.push(own);
    written.then(giveBack, giveBack);
    return written;
  };
  const write = (lines: Uint8Array): Promise<void> | undefined => {
    waiting.push(lines);
    bytes += lines.length;
    return bytes < PIECE ? undefined : flush();
  };
  return {
    write,
    add: (row) => write(csvText(names, [row])),
    async commit() {
      await flush();
      return await file.commit();
    },
    discard: () => file.discard(),
  };
}

export function namesOf<Name extends string>(columns: readonly { readonly name: Name }[]): readonly Name[] {
  return columns.map(({ name }) => name);
}
