import { COLUMNS, type SummaryRow } from '../../tables/columns/columns.ts';
import type { EncodedColumn } from './report-data.ts';

type Value = string | number | null;

/** Rows → columns: a value is written once where a column has few, a number in eight bytes elsewhere. */
export function encodeColumns(rows: readonly SummaryRow[]): readonly EncodedColumn[] {
  return COLUMNS.map(({ name, type }) => {
    const values = rows.map((row) => row[name]);
    const most = type === 'string' ? rows.length : rows.length / ROWS_A_VALUE;
    return valuesColumn(values, most) ?? doublesColumn(values as readonly (number | null)[]);
  });
}

/** A number stands in its own bytes sooner than in a list of as many numbers. */
const ROWS_A_VALUE = 4;

/** Null if the column has more distinct values, or one that JSON has no text for. */
function valuesColumn(values: readonly Value[], most: number): EncodedColumn | null {
  const known = new Map<Value, number>();
  const found = new Uint32Array(values.length);
  for (const [row, value] of values.entries()) {
    let place = known.get(value);
    if (place === undefined) {
      if (known.size >= most || (typeof value === 'number' && !Number.isFinite(value))) return null;
      known.set(value, (place = known.size));
    }
    found[row] = place;
  }
  const placeBytes = known.size <= 0x100 ? 1 : known.size <= 0x1_0000 ? 2 : 4;
  const bytes = Buffer.alloc(placeBytes * found.length);
  found.forEach((place, row) => bytes.writeUIntLE(place, row * placeBytes, placeBytes));
  return { kind: 'values', values: [...known.keys()], placeBytes, places: bytes.toString('base64') };
}

function doublesColumn(values: readonly (number | null)[]): EncodedColumn {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, row) => bytes.writeDoubleLE(value ?? NaN, 8 * row));
  return { kind: 'doubles', doubles: bytes.toString('base64') };
}
