import { cellNumber, delimiterOf, isHeader, splitCells } from './csv-cells.ts';
import { chooseColumn, type Column } from './csv-column.ts';
import { textRuns } from './csv-lines.ts';
import type { OpenFile } from './file-chunks.ts';
import { ROWS_AT_ONCE } from './npy-values.ts';
import { malformed } from './samples-error.ts';

/** What the first line fixes for all others. */
interface Layout {
  readonly delimiter: string;
  readonly cells: number;
  readonly column: Column;
}

/**
 * The numbers of one column of a CSV file, in chunks: comma, tab or semicolon; a header or none; lines that
 * begin with `#` before the first row are comments. A row that is not like the others is refused, never
 * skipped.
 *
 * Written for one purpose instead of a general reader, because 1e8 rows must stream (docs/check.md has the
 * figures).
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function* csvValues(file: OpenFile, start: Buffer, wanted: string | null): Iterable<Float64Array> {
  const values = new Float64Array(ROWS_AT_ONCE);
  let filled = 0;
  let line = 0;
  let empty = 0;
  let layout: Layout | null = null;
  for (const text of textRuns(file, start)) {
    for (let at = 0; at < text.length;) {
      const end = text.indexOf('\n', at);
      const stop = end < 0 ? text.length : end;
      const written = text.slice(at, text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
      at = stop + 1;
      line += 1;
      const row = line === 1 ? withoutMark(written) : written;
      if (row === '') {
        if (layout !== null && empty === 0) empty = line;
        continue;
      }
      if (layout === null) {
        if (row.startsWith('#')) continue;
        const first = firstLine(file.path, row, wanted);
        layout = first.layout;
        if (first.isHeader) continue;
      }
      if (empty > 0) throw malformed(file.path, `line ${empty}`, 'it is empty, expected a number');
      values[filled] = numberOf(file.path, line, row, layout);
      filled += 1;
      if (filled === ROWS_AT_ONCE) {
        yield values;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield values.subarray(0, filled);
}

function firstLine(
  path: string,
  row: string,
  wanted: string | null,
): { readonly layout: Layout; readonly isHeader: boolean } {
  // Lines are of one character a byte; names may hold more than ASCII.
  const text = Buffer.from(row, 'latin1').toString('utf8');
  const delimiter = delimiterOf(text);
  const cells = splitCells(text, delimiter).map((cell) => cell.trim());
  const header = isHeader(cells);
  const names = header ? cells : cells.map((_, i) => String(i + 1));
  const layout = { delimiter, cells: cells.length, column: chooseColumn(path, names, wanted) };
  return { layout, isHeader: header };
}

function numberOf(path: string, line: number, row: string, { delimiter, cells, column }: Layout): number {
  let cell = row;
  if (cells > 1 || row.includes(delimiter) || row.includes('"')) {
    const found = splitCells(row, delimiter);
    if (found.length !== cells)
      throw malformed(
        path,
        `line ${line}`,
        `found ${found.length} cells, expected ${cells} as in the first line`,
        delimiter === ',' && cells === 1 ? 'numbers are written with a decimal point, not a comma' : '',
      );
    cell = found[column.index] ?? '';
  }
  const value = cellNumber(cell);
  if (Number.isFinite(value)) return value;
  const place = cells > 1 ? `line ${line}, column ${column.name}` : `line ${line}`;
  const found = cell.trim() === '' ? 'nothing' : JSON.stringify(cell.trim().slice(0, 40));
  throw malformed(
    path,
    place,
    `found ${found}, expected a finite decimal number`,
    'every row is one gradient; rows must not be dropped, for that would change the mean',
  );
}

/** The byte order mark of UTF-8, read as one character a byte. */
function withoutMark(row: string): string {
  return row.startsWith('\u00ef\u00bb\u00bf') ? row.slice(3) : row;
}
