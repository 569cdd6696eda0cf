import { createReadStream } from 'node:fs';
import { EXIT, GradvarError } from '../errors.ts';
import { inputError } from '../journal/input-error.ts';
import { COLUMNS, type SummaryRow } from '../results/columns.ts';
import { splitLine } from './split-line.ts';

/** A row as it stands in the file. `summaryRow` makes numbers of it. */
export interface RowRecord {
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly fields: readonly string[];
}

const NAMES: readonly string[] = COLUMNS.map(({ name }) => name);
const NUMERIC: readonly boolean[] = COLUMNS.map(({ type }) => type !== 'string');

/**
 * The rows of a summary.csv one after the other, in bounded memory.
 *
 * @throws GradvarError RESULT_FOREIGN (41) if the header is not that of a summary, RESULT_DAMAGED (50) if a line is torn
 *   or has too few or too many fields, INPUT_UNREADABLE (50)
 */
export async function* readRecords(path: string): AsyncGenerator<RowRecord, void, void> {
  let line = 0;
  for await (const text of lines(path)) {
    line += 1;
    const fields = splitLine(text);
    if (line === 1) {
      requireHeader(path, fields ?? []);
      continue;
    }
    if (fields === undefined) throw damaged(path, line, 'a quoted field does not end', 'a closing quote');
    if (fields.length < NAMES.length)
      throw damaged(path, line, `${fields.length} fields`, `${NAMES.length} as in the header`);
    yield { path, line, text, fields };
  }
  if (line === 0) requireHeader(path, []);
}

/**
 * The row of a record, typed by the columns of the contract.
 *
 * @throws GradvarError RESULT_DAMAGED (50) if a number is none
 */
export function summaryRow({ path, line, fields }: RowRecord): SummaryRow {
  const row: Record<string, string | number | null> = {};
  for (let i = 0; i < NAMES.length; i += 1) {
    const name = NAMES[i] ?? '';
    const text = fields[i] ?? '';
    row[name] = NUMERIC[i] === true ? numberIn(text, path, line, name) : text;
  }
  return row as SummaryRow;
}

function numberIn(text: string, path: string, line: number, name: string): number | null {
  if (text === '') return null;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw damaged(path, line, `'${text}' in ${name}`, 'a finite number or an empty field');
}

/** Columns may have been appended after those known here; they are not compared. */
function requireHeader(path: string, fields: readonly string[]): void {
  const wrong = NAMES.findIndex((name, i) => fields[i] !== name);
  if (wrong === -1) return;
  const found = fields[wrong] === undefined ? 'nothing' : `'${fields[wrong]}'`;
  throw new GradvarError(
    'RESULT_FOREIGN',
    EXIT.foreign,
    `${path} is no summary.csv of gradvar: column ${wrong + 1} is ${found}, expected '${NAMES[wrong] ?? ''}'`,
    'give a results folder or its summary.csv; a baseline of an older version is made anew with --update-baseline',
  );
}

function damaged(path: string, line: number, found: string, expected: string): GradvarError {
  return new GradvarError(
    'RESULT_DAMAGED',
    EXIT.io,
    `${path}, line ${line}: found ${found}, expected ${expected}`,
    'the file was changed or cut off: copy it again, or run the experiment again',
  );
}

async function* lines(path: string): AsyncGenerator<string, void, void> {
  let rest = '';
  let count = 0;
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
      const text = rest + (chunk as string);
      let from = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
        count += 1;
        yield text.slice(from, end);
        from = end + 1;
      }
      rest = text.slice(from);
    }
  } catch (error) {
    throw inputError(path, error);
  }
  if (rest !== '') throw damaged(path, count + 1, 'the end of the file within a line', 'a line feed');
}
