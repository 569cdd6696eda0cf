import type { EncodedColumn } from './report-data.ts';

/** Looks a column's values up, row by row; null is no value. */
export interface DecodedColumn {
  readonly length: number;
  readonly at: (row: number) => string | number | null;
}

/** In Node and in the page. A column is unpacked when it is first looked at: most of a page's never are. */
export function decodeColumn(column: EncodedColumn): DecodedColumn {
  if (column.kind === 'doubles') {
    const bytes = unpackedLater(column.doubles);
    return {
      length: bytes.length / 8,
      at: (row) => {
        const value = bytes.view().getFloat64(8 * row, true);
        return Number.isNaN(value) ? null : value;
      },
    };
  }
  const { values, placeBytes, places } = column;
  const { view, length } = unpackedLater(places);
  const valueAt = (place: number) => values[place] ?? null;
  if (placeBytes === 1) return { length, at: (row) => valueAt(view().getUint8(row)) };
  if (placeBytes === 2) return { length: length / 2, at: (row) => valueAt(view().getUint16(2 * row, true)) };
  return { length: length / 4, at: (row) => valueAt(view().getUint32(4 * row, true)) };
}

function unpackedLater(base64: string): { readonly length: number; readonly view: () => DataView } {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  let known: DataView | null = null;
  return { length: (base64.length / 4) * 3 - padding, view: () => (known ??= bytesOf(base64)) };
}

function bytesOf(base64: string): DataView {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(i);
  return new DataView(bytes.buffer);
}
