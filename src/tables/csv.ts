import { stringify } from 'csv-stringify/sync';
import { cellText, type CellValue } from '../text/csv.ts';

/** Lines of a CSV file as they are made of rows, one by one. */
export interface TableLines<Name extends string> {
  readonly add: (row: Readonly<Record<Name, CellValue>>) => void;
  readonly rows: () => number;
  /** UTF-8. */
  readonly text: () => Uint8Array;
}

/**
 * LF, quotes only where needed, null as an empty cell, numbers as the shortest decimals that read back.
 *
 * Errors: a RangeError from `add` for a number that is not finite, which is a bug.
 */
export function tableLines<Name extends string>(names: readonly Name[]): TableLines<Name> {
  // Most columns repeat what they held in the row before.
  const last: CellValue[] = names.map(() => null);
  const cells: string[] = names.map(() => '');
  const lines: (readonly string[])[] = [];
  return {
    add(row) {
      for (let i = 0; i < names.length; i += 1) {
        const value = row[names[i]!];
        if (value !== last[i]) {
          cells[i] = cellText(value);
          last[i] = value;
        }
      }
      lines.push([...cells]);
    },
    rows: () => lines.length,
    text: () => encoded(lines),
  };
}

/** The lines of some rows. */
export function csvText<Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Record<Name, CellValue>>[],
): Uint8Array {
  const { add, text } = tableLines(names);
  rows.forEach(add);
  return text();
}

/** The first line. */
export function csvHeader(names: readonly string[]): Uint8Array {
  return encoded([names]);
}

function encoded(lines: readonly (readonly string[])[]): Uint8Array {
  return new TextEncoder().encode(stringify([...lines], OPTIONS));
}

const OPTIONS = { record_delimiter: '\n' } as const;
