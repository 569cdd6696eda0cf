import { cellNumber, splitCells, type Delimiter } from './csv-cells.ts';
import { chooseColumns, type Column } from './csv-column.ts';
import { layoutOf, type Layout, type Line } from './csv-layout.ts';
import { textRuns } from './csv-lines.ts';
import type { OpenFile } from './file-chunks.ts';
import { rowsAtOnce, type Gradients } from './gradients.ts';
import { malformed } from './samples-error.ts';

/**
 * The numbers of a text file: cells parted by commas, semicolons, tabs or blanks; names in a first line, in a
 * comment above it, or none; lines that begin with `#` before the first row are comments. A row that is not
 * like the others is refused, never skipped.
 *
 * Written for one purpose instead of a general reader, because 1e8 rows must stream (docs/check.md has the
 * figures).
 *
 * @param start what has been read of the file before
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50); also while the chunks are read
 */
export function csvGradients(file: OpenFile, start: Buffer, wanted: readonly string[]): Gradients {
  const { path } = file;
  const lines = linesOf(file, start);
  let comment: string | null = null;
  const next = (): Line | null => {
    for (let found = lines.next(); found.done !== true; found = lines.next()) {
      const line = found.value;
      if (line.text === '') continue;
      if (!line.text.startsWith('#')) return line;
      comment = line.text;
    }
    return null;
  };
  const first = next();
  if (first === null) throw malformed(path, '', 'found no row, expected one gradient a row');
  const above = comment;
  const second = lines.next();
  const layout = layoutOf(
    path,
    above,
    first,
    second.done === true || second.value.text === '' ? null : second.value,
  );
  const columns = chooseColumns(path, layout.columns, wanted);
  const rows = function* (): Iterable<Line> {
    if (!layout.isNamed) yield first;
    if (second.done !== true) yield second.value;
    yield* { [Symbol.iterator]: () => lines };
  };
  return {
    format: { name: 'csv', type: 'decimal', epsilon: Number.EPSILON },
    columns,
    chunks: chunksOf(path, rows(), layout, columns),
    notes: layout.notes,
  };
}

function* linesOf(file: OpenFile, start: Buffer): Generator<Line, void, void> {
  let number = 0;
  for (const text of textRuns(file, start)) {
    for (let at = 0; at < text.length;) {
      const end = text.indexOf('\n', at);
      const stop = end < 0 ? text.length : end;
      const written = text.slice(at, text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
      at = stop + 1;
      number += 1;
      yield { number, text: number === 1 ? withoutMark(written) : written };
    }
  }
}

function* chunksOf(
  path: string,
  lines: Iterable<Line>,
  { delimiter, cells }: Layout,
  columns: readonly Column[],
): Iterable<Float64Array> {
  const width = columns.length;
  const values = new Float64Array(rowsAtOnce(width) * width);
  let filled = 0;
  let empty = 0;
  for (const { number, text } of lines) {
    if (text === '') {
      empty ||= number;
      continue;
    }
    if (empty > 0) throw malformed(path, `line ${empty}`, 'it is empty, expected a number');
    if (cells === 1 && !text.includes(delimiter) && !text.includes('"'))
      values[filled++] = numberOf(path, number, text, delimiter, null);
    else {
      const found = splitCells(text, delimiter);
      if (found.length !== cells) throw wrongCells(path, number, found.length, cells, delimiter);
      for (const { index, name } of columns)
        values[filled++] = numberOf(path, number, found[index]!, delimiter, cells > 1 ? name : null);
    }
    if (filled < values.length) continue;
    yield values;
    filled = 0;
  }
  if (filled > 0) yield values.subarray(0, filled);
}

function wrongCells(path: string, line: number, found: number, expected: number, delimiter: Delimiter) {
  return malformed(
    path,
    `line ${line}`,
    `found ${found} cells, expected ${expected} as in the first line`,
    delimiter === ',' && expected === 1
      ? 'a decimal comma needs another separator (semicolon, tab); a single column has a decimal point'
      : '',
  );
}

function numberOf(
  path: string,
  line: number,
  cell: string,
  delimiter: Delimiter,
  column: string | null,
): number {
  const value = cellNumber(cell, delimiter);
  if (Number.isFinite(value)) return value;
  const place = column === null ? `line ${line}` : `line ${line}, column ${column}`;
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
