import { delimiterOf, isHeader, splitCells, type Delimiter } from './csv-cells.ts';
import type { FileColumn } from './csv-column.ts';
import { malformed } from './samples-error.ts';

/** What the first lines of a file say of all others. */
export interface Layout {
  readonly delimiter: Delimiter;
  /** Cells of a row. */
  readonly cells: number;
  readonly columns: readonly FileColumn[];
  readonly notes: readonly string[];
  /** Whether the first line holds names. */
  readonly isNamed: boolean;
}

/** A line of a file, counted from 1, as one character a byte. */
export interface CsvLine {
  readonly number: number;
  readonly text: string;
}

/**
 * Reads the names and the delimiter off the first two lines that are no comments. Names may stand in the last
 * comment before them, as np.savetxt writes them. A column of row names, as pandas and R write it, is left
 * out.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2)
 */
export function layoutOf(
  path: string,
  comment: string | null,
  first: CsvLine,
  second: string | null,
): Layout {
  const delimiter = delimiterOf(second ?? first.text);
  const cellsOf = (text: string) => splitCells(utf8(text), delimiter).map((cell) => cell.trim());
  const own = cellsOf(first.text);
  const isNamed = isHeader(own);
  const row = isNamed && second !== null ? cellsOf(second) : own;
  const names = isNamed ? own : namesInComment(comment, cellsOf, own.length);
  if (names === null)
    return { delimiter, cells: row.length, columns: numbered(row.length), notes: [], isNamed };
  // R writes no name above its row names.
  if (names.length + 1 === row.length && isNamed && hasRowName(row[0]!))
    return {
      delimiter,
      cells: row.length,
      columns: names.map((name, i) => ({ index: i + 1, name })),
      notes: [`${path}: the first column has no name; it was taken for row names and left out`],
      isNamed,
    };
  const columns = names.map((name, index) => ({ index, name }));
  const isIndex = columns.length > 1 && /^(Unnamed: 0)?$/.test(names[0]!);
  const notes = isIndex
    ? [`${path}: the first column has no name; it was taken for an index and left out`]
    : [];
  if (columns.length < 1) throw malformed(path, `line ${first.number}`, 'found no column');
  return { delimiter, cells: names.length, columns: isIndex ? columns.slice(1) : columns, notes, isNamed };
}

/** Row names are in quotes there, or whole numbers. */
function hasRowName(cell: string): boolean {
  return /^\d+$/.test(cell) || !/^[-+.,0-9]/.test(cell);
}

function namesInComment(
  comment: string | null,
  cellsOf: (text: string) => readonly string[],
  count: number,
): readonly string[] | null {
  const names = comment === null ? [] : cellsOf(comment.replace(/^#+\s*/, ''));
  return names.length === count && count > 1 && isHeader(names) && new Set(names).size === count
    ? names
    : null;
}

function numbered(count: number): readonly FileColumn[] {
  return Array.from({ length: count }, (_, index) => ({ index, name: String(index + 1) }));
}

/** Lines are of one character a byte; names may hold more than ASCII. */
function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
