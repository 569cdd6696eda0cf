import { COLUMNS, type SummaryRow } from '../../tables/columns/columns.ts';
import type { EncodedColumn } from './report-data.ts';

/** Rows → columns: every name is written once, every word once a column. */
export function encodeColumns(rows: readonly SummaryRow[]): readonly EncodedColumn[] {
  return COLUMNS.map(({ name, type }) => {
    if (type !== 'string') return { kind: 'numbers', values: rows.map((row) => row[name]) };
    const places = new Map<string, number>();
    const found = rows.map((row) => {
      const word = row[name];
      const place = places.get(word) ?? places.size;
      places.set(word, place);
      return place;
    });
    return { kind: 'words', words: [...places.keys()], rows: found };
  });
}
