import type { PackedRows } from '../plan/finished-cells.ts';
import { COLUMNS, type SummaryRow } from './columns/columns.ts';

/** Packs rows one by one. */
export function rowPacker(): { readonly add: (row: SummaryRow) => void; readonly packed: () => PackedRows } {
  const numbers: number[] = [];
  const words: number[] = [];
  const places = new Map<string, number>();
  let rows = 0;
  return {
    add(row) {
      rows += 1;
      for (const { name } of COLUMNS) {
        const value = row[name];
        // No row holds NaN.
        if (typeof value !== 'string') numbers.push(value ?? NaN);
        else {
          const place = places.get(value) ?? places.size;
          places.set(value, place);
          words.push(place);
        }
      }
    },
    packed: () => ({
      rows,
      numbers: Float64Array.from(numbers),
      words: Uint32Array.from(words),
      texts: [...places.keys()],
    }),
  };
}

/**
 * The rows that were packed: those of the cells that a run tells of.
 *
 * @example
 * const rowsOf = ({ packed }: FinishedCells): readonly SummaryRow[] => unpackedRows(packed);
 */
export function unpackedRows({ rows, numbers, words, texts }: PackedRows): readonly SummaryRow[] {
  let number = 0;
  let word = 0;
  return Array.from({ length: rows }, () => {
    const row: Record<string, string | number | null> = {};
    // In the order of the columns, so that all rows have one shape.
    for (const { name, type } of COLUMNS) {
      if (type === 'string') row[name] = texts[words[word++]!]!;
      else {
        const value = numbers[number++]!;
        row[name] = Number.isNaN(value) ? null : value;
      }
    }
    return row as SummaryRow;
  });
}
