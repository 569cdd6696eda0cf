import { stringify } from 'csv-stringify';
import { buffer } from 'node:stream/consumers';
import { cellText, type CellValue } from '../text/csv.ts';

/** Text of a CSV file while it grows: rows go in one by one, text comes out in pieces of any size. */
export interface CsvText<Name extends string> {
  add(row: Readonly<Record<Name, CellValue>>): void;
  /** Characters waiting to be taken. */
  waiting(): number;
  take(): Buffer;
  /** The rest, the header at least. */
  end(): Promise<Buffer>;
}

/** Never reached: the text is taken long before. */
const MOST_WAITING = 1 << 30;

/**
 * UTF-8, LF, header, quotes only where needed, null as an empty cell, numbers as the shortest decimals that
 * read back.
 *
 * Errors: a RangeError for a number that is not finite, which is a bug.
 */
export function csvText<Name extends string>(names: readonly Name[]): CsvText<Name> {
  const options = { header: true, columns: [...names], record_delimiter: '\n' as const };
  const stream = stringify({ ...options, readableHighWaterMark: MOST_WAITING });
  return {
    add: (row) => void stream.write(names.map((name) => cellText(row[name]))),
    waiting: () => stream.readableLength,
    take: () => (stream.read() as Buffer | null) ?? Buffer.alloc(0),
    end: () => buffer(stream.end()),
  };
}
