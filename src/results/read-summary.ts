import { EXIT, GradvarError } from '../errors.ts';
import { ADDED_SINCE, COLUMNS, type SummaryRow } from './columns.ts';
import { splitLine } from './split-line.ts';

/**
 * The rows of the text of a summary.csv, numbers as the doubles that were written. Columns appended by a later version are
 * passed over; those that an older one lacked have what they mean in its rows.
 *
 * @param path for messages
 * @throws GradvarError FOLDER_DAMAGED (50)
 */
export function readSummary(path: string, text: string): readonly SummaryRow[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const header = splitLine(lines[0] ?? '') ?? [];
  const missing = ADDED_SINCE.slice(ADDED_SINCE.length - Math.max(0, COLUMNS.length - header.length));
  COLUMNS.forEach(({ name }, i) => {
    const isLacking = i >= header.length && i >= COLUMNS.length - ADDED_SINCE.length;
    if (header[i] !== name && !isLacking)
      throw damaged(path, 1, `column ${i + 1} is '${header[i] ?? ''}', expected '${name}'`);
  });
  return lines.slice(1).map((line, i) => {
    const fields = splitLine(line);
    if (fields?.length !== header.length)
      throw damaged(
        path,
        i + 2,
        `found ${fields?.length ?? 'unended quotes'}, expected ${header.length} fields`,
      );
    return rowOf(path, i + 2, [...fields, ...missing]);
  });
}

function rowOf(path: string, line: number, fields: readonly string[]): SummaryRow {
  const row: Record<string, string | number | null> = {};
  COLUMNS.forEach(({ name, type }, i) => {
    const field = fields[i] ?? '';
    row[name] = type === 'string' ? field : field === '' ? null : Number(field);
    if (typeof row[name] === 'number' && !Number.isFinite(row[name]))
      throw damaged(path, line, `${name} is '${field}', expected a number or nothing`);
  });
  return row as unknown as SummaryRow;
}

function damaged(path: string, line: number, found: string): GradvarError {
  return new GradvarError(
    'FOLDER_DAMAGED',
    EXIT.io,
    `${path} line ${line}: ${found}`,
    '`gradvar verify` says what is wrong with the folder; `gradvar run` with the same config writes the file again',
  );
}
