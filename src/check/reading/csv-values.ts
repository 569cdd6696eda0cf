import { cellNumber, splitCells, type Delimiter } from './csv-cells.ts';
import { chooseColumns, type FileColumn } from './csv-column.ts';
import { layoutOf, type Layout } from './csv-layout.ts';
import { textRuns } from './csv-lines.ts';
import type { OpenFile } from './file-chunks.ts';
import { rowsAtOnce, type Gradients } from './gradients.ts';
import { KEEP_ROWS, malformed } from './samples-error.ts';

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
  const lines = lineCursor(file, start);
  let comment: string | null = null;
  let first = lines.next();
  while (first !== null && (first === '' || first.startsWith('#'))) {
    if (first !== '') comment = first;
    first = lines.next();
  }
  if (first === null) throw malformed(path, '', 'found no row, expected one gradient a row');
  const place = lines.number();
  const second = lines.next();
  const layout = layoutOf(path, comment, { number: place, text: first }, second === '' ? null : second);
  const columns = chooseColumns(path, layout.columns, wanted);
  const held = layout.isNamed ? [second] : [first, second];
  return {
    format: { name: 'csv', type: 'decimal', epsilon: Number.EPSILON },
    columns,
    chunks: chunksOf(path, withHeld(lines, held), layout, columns),
    notes: layout.notes,
  };
}

/** Lines one by one; no object for each, for there may be 1e8. */
interface LineCursor {
  /** The next line without its end; null after the last. */
  readonly next: () => string | null;
  /** The number of the line that was handed out last, from 1. */
  readonly number: () => number;
}

function lineCursor(file: OpenFile, start: Buffer): LineCursor {
  const runs = textRuns(file, start)[Symbol.iterator]();
  let text = '';
  let at = 0;
  let number = 0;
  return {
    next() {
      if (at >= text.length) {
        const run = runs.next();
        if (run.done === true) return null;
        text = run.value;
        at = 0;
      }
      const end = text.indexOf('\n', at);
      const stop = end < 0 ? text.length : end;
      const line = text.slice(at, text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
      at = stop + 1;
      number += 1;
      return number === 1 ? withoutMark(line) : line;
    },
    number: () => number,
  };
}

/** The same lines with those that were read ahead, the last ones handed out. */
function withHeld(lines: LineCursor, held: readonly (string | null)[]): LineCursor {
  let place = 0;
  const last = lines.number();
  return {
    next: () => (place < held.length ? held[place++]! : lines.next()),
    number: () => (lines.number() > last ? lines.number() : last - held.length + place),
  };
}

function* chunksOf(
  path: string,
  lines: LineCursor,
  { delimiter, cells }: Layout,
  columns: readonly FileColumn[],
): Iterable<Float64Array> {
  const width = columns.length;
  const values = new Float64Array(rowsAtOnce(width) * width);
  let filled = 0;
  let empty = 0;
  for (let text = lines.next(); text !== null; text = lines.next()) {
    if (text === '') {
      empty ||= lines.number();
      continue;
    }
    if (empty > 0) throw malformed(path, `line ${empty}`, 'it is empty, expected a number');
    if (cells === 1 && !text.includes(delimiter) && !text.includes('"'))
      values[filled++] = numberOf(path, lines, text, delimiter, null);
    else {
      const found = splitCells(text, delimiter);
      if (found.length !== cells) throw wrongCells(path, lines.number(), found.length, cells, delimiter);
      for (const { index, name } of columns)
        values[filled++] = numberOf(path, lines, found[index]!, delimiter, cells > 1 ? name : null);
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
  lines: LineCursor,
  cell: string,
  delimiter: Delimiter,
  column: string | null,
): number {
  const value = cellNumber(cell, delimiter);
  if (Number.isFinite(value)) return value;
  const line = lines.number();
  const place = column === null ? `line ${line}` : `line ${line}, column ${column}`;
  const found = cell.trim() === '' ? 'nothing' : JSON.stringify(cell.trim().slice(0, 40));
  throw malformed(path, place, `found ${found}, expected a finite decimal number`, KEEP_ROWS);
}

/** The byte order mark of UTF-8, read as one character a byte. */
function withoutMark(row: string): string {
  return row.startsWith('\u00ef\u00bb\u00bf') ? row.slice(3) : row;
}
