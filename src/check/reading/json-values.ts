import { chooseColumns, type FileColumn } from './csv-column.ts';
import type { OpenFile } from './file-chunks.ts';
import { rowsAtOnce, type Gradients } from './gradients.ts';
import { KEEP_ROWS, malformed } from './samples-error.ts';

/** Characters of a document of JSON, which is held in memory whole; lines of JSON have no limit. */
const LONGEST_DOCUMENT = 1 << 28;
const LONGEST_LINE = 1 << 22;

/** Whether a file begins as a list or a map of JSON does. */
export function isJson(start: Buffer): boolean {
  return /^(\u00ef\u00bb\u00bf)?\s*[[{]/.test(start.toString('latin1'));
}

/** Rows as JSON has them: a number, a list of them, or a map from names to them. */
type Row = number | readonly unknown[] | Readonly<Record<string, unknown>>;

/**
 * The numbers of a JSON file: lines of JSON, one row each, or one document, which is a list of rows or a map
 * from the names of columns to their numbers.
 *
 * @param start what has been read of the file before
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function jsonGradients(file: OpenFile, start: Buffer, wanted: readonly string[]): Gradients {
  const { path } = file;
  const decoder = new TextDecoder('utf-8');
  let text = decoder.decode(start, { stream: true });
  let hasMore = true;
  const more = (): boolean => {
    const bytes = file.read();
    hasMore = bytes.length > 0;
    text += decoder.decode(bytes, { stream: hasMore });
    return hasMore;
  };
  while (!text.trimStart().includes('\n') && text.length < LONGEST_LINE && more());
  text = text.trimStart();
  const end = text.indexOf('\n');
  const first = end < 0 ? undefined : parsed(text.slice(0, end));
  while (end >= 0 && text.slice(end).trim() === '' && more());
  if (first !== undefined && text.slice(end).trim() !== '') {
    const lines = linesOf(
      () => text,
      (rest) => (text = rest),
      more,
      path,
    );
    return gradients(path, lines, first as Row, wanted);
  }
  while (hasMore && text.length < LONGEST_DOCUMENT && more());
  if (hasMore)
    throw malformed(
      path,
      '',
      `found more than ${LONGEST_DOCUMENT} characters of JSON`,
      'write one row a line, or .npy',
    );
  const document = parsed(text);
  if (document === undefined)
    throw malformed(
      path,
      '',
      'it begins as JSON and is none',
      'NaN and Infinity are no JSON; write numbers alone',
    );
  const rows = rowsOf(path, document);
  if (rows.length === 0) throw malformed(path, '', 'found no row, expected one gradient a row');
  return gradients(path, rows, rows[0]!, wanted);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function* linesOf(
  text: () => string,
  keep: (rest: string) => void,
  more: () => boolean,
  path: string,
): Iterable<Row> {
  let line = 0;
  for (let hasMore = true; hasMore;) {
    const lines = text().split('\n');
    const rest = lines.pop()!;
    if (rest.length > LONGEST_LINE)
      throw malformed(path, `line ${line + lines.length + 1}`, 'it is too long');
    keep(rest);
    for (const each of lines) {
      line += 1;
      if (each.trim() !== '') yield lineRow(path, line, each);
    }
    hasMore = more();
  }
  if (text().trim() !== '') yield lineRow(path, line + 1, text());
}

function lineRow(path: string, line: number, text: string): Row {
  const row = parsed(text);
  if (row === undefined) throw malformed(path, `line ${line}`, 'found no JSON, expected one row');
  return row as Row;
}

function rowsOf(path: string, document: unknown): readonly Row[] {
  if (Array.isArray(document)) return document as readonly Row[];
  const columns = Object.entries(document as Readonly<Record<string, unknown>>);
  const lists = columns.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const rows = lists[0]?.[1].length ?? 0;
  if (lists.length === 0 || lists.some(([, list]) => list.length !== rows))
    throw malformed(
      path,
      '',
      'found a map, expected lists of the same length in it',
      'write {"mu": [1, 2], "sigma": [3, 4]}, or one row a line',
    );
  return Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(lists.map(([name, list]) => [name, list[i]])),
  );
}

function gradients(path: string, rows: Iterable<Row>, first: Row, wanted: readonly string[]): Gradients {
  const names = namesOf(first);
  const columns = chooseColumns(
    path,
    names.map((name, index) => ({ index, name })),
    wanted,
  );
  return {
    format: { name: 'json', type: 'decimal', epsilon: Number.EPSILON },
    columns,
    chunks: chunksOf(path, rows, names.length, columns),
    notes: [],
  };
}

function namesOf(row: Row): readonly string[] {
  if (typeof row === 'number') return ['1'];
  return Array.isArray(row) ? row.map((_, i) => String(i + 1)) : Object.keys(row ?? {});
}

function* chunksOf(
  path: string,
  rows: Iterable<Row>,
  width: number,
  columns: readonly FileColumn[],
): Iterable<Float64Array> {
  const values = new Float64Array(rowsAtOnce(columns.length) * columns.length);
  let filled = 0;
  let number = 0;
  for (const row of rows) {
    number += 1;
    const isMany = typeof row === 'object' && row !== null;
    const cells = isMany ? Object.values(row) : [row];
    if (cells.length !== width)
      throw malformed(
        path,
        `row ${number}`,
        `found ${cells.length} numbers, expected ${width} as in the first`,
      );
    for (const { index, name } of columns) {
      const cell: unknown = isMany
        ? (row as Readonly<Record<string, unknown>>)[Array.isArray(row) ? index : name]
        : row;
      if (typeof cell !== 'number' || !Number.isFinite(cell))
        throw malformed(
          path,
          `row ${number}`,
          `found ${JSON.stringify(cell)?.slice(0, 40) ?? 'nothing'}, expected a finite number`,
          KEEP_ROWS,
        );
      values[filled++] = cell;
    }
    if (filled < values.length) continue;
    yield values;
    filled = 0;
  }
  if (filled > 0) yield values.subarray(0, filled);
}
