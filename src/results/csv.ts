import { csvLine, type CellValue } from './csv-line.ts';

/** Text of a CSV file while it grows: rows go in one by one, UTF-8 comes out in pieces of any size. */
export interface CsvText<Name extends string> {
  add(row: Readonly<Record<Name, CellValue>>): void;
  /** Characters waiting to be taken. */
  waiting(): number;
  /** What waits; at first the header. */
  take(): Buffer;
}

/** A header, and a line a row. */
export function csvText<Name extends string>(names: readonly Name[]): CsvText<Name> {
  let text = csvLine(names);
  return {
    add(row) {
      text += csvLine(names.map((name) => row[name]));
    },
    waiting: () => text.length,
    take() {
      const bytes = Buffer.from(text, 'utf8');
      text = '';
      return bytes;
    },
  };
}
