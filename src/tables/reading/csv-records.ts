import { createReadStream } from 'node:fs';
import { EXIT, GradvarError } from '../../errors.ts';
import { csvLine } from '../../text/csv.ts';
import { inputError } from '../../files/input-error.ts';
import { requirePlainFile } from '../../files/plain-file.ts';
import { splitLine } from './split-line.ts';

/** A row as it stands in a file. */
export interface RowRecord {
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** The fields as the line that gradvar would write: equal texts are equal rows. */
  readonly text: string;
  /** Of each column that was asked for, in their order. */
  readonly fields: readonly string[];
}

/**
 * A text of a record that outlives it: a field is a slice, which keeps all of the file that was read with it
 * in memory.
 */
export function copied(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** What a reader expects of a file. */
export interface ExpectedTable {
  /** The name of its file. */
  readonly file: string;
  readonly names: readonly string[];
  /** What a column that is not there has in every row; one that is not named here must be there. */
  readonly absent: Readonly<Record<string, string>>;
}

/**
 * The rows of a table that gradvar wrote, in runs of some hundreds and in bounded memory, whoever has had it
 * in hand since: an editor or git may have set CR LF and a byte order mark, a spreadsheet other quotes, a
 * later version has more columns and an older one fewer. The header alone says in which order they stand.
 *
 * @throws GradvarError RESULT_FOREIGN (41) if the header is not that of the table, RESULT_DAMAGED (50) if a
 *   line is torn or has too few or too many fields, INPUT_UNREADABLE (50)
 */
export async function* readRecords(
  path: string,
  expected: ExpectedTable,
): AsyncGenerator<readonly RowRecord[], void, void> {
  let line = 0;
  let empty = 0;
  let makeRecord: RecordMaker | undefined;
  for await (const run of linesOf(path)) {
    const records: RowRecord[] = [];
    for (const written of run) {
      line += 1;
      if (makeRecord === undefined) makeRecord = recordMaker(path, expected, splitLine(written) ?? []);
      else if (written === '') empty ||= line;
      else if (empty > 0) throw damagedTable(path, empty, 'an empty line', 'a row');
      else records.push(makeRecord(written, line));
    }
    if (records.length > 0) yield records;
  }
  if (makeRecord === undefined) recordMaker(path, expected, []);
}

type RecordMaker = (written: string, line: number) => RowRecord;

function recordMaker(path: string, expected: ExpectedTable, header: readonly string[]): RecordMaker {
  const { names, absent } = expected;
  const places = names.map((name) => placeOf(path, expected, header, name));
  const isOwn = header.length === names.length && places.every((place, i) => place === i);
  return (written, line) => {
    const found = splitLine(written);
    if (found === undefined)
      throw damagedTable(path, line, 'a quoted field that does not end', 'a closing quote');
    if (found.length !== header.length)
      throw damagedTable(path, line, `${found.length} fields`, `${header.length} as in the header`);
    if (isOwn && !written.includes('"')) return { path, line, text: written, fields: found };
    const fields = isOwn ? found : names.map((name, i) => found[places[i]!] ?? absent[name] ?? '');
    return { path, line, text: csvLine(fields).slice(0, -1), fields };
  };
}

/**
 * Where a column stands; -1 for one that an older version lacked. Columns that nobody asked for are passed
 * over.
 */
function placeOf(
  path: string,
  { file, absent }: ExpectedTable,
  header: readonly string[],
  name: string,
): number {
  const place = header.indexOf(name);
  if (place === -1 && absent[name] !== undefined) return place;
  if (place !== -1 && header.lastIndexOf(name) === place) return place;
  const some = header.slice(0, 4).map((cell) => `'${cell.slice(0, 40)}'`);
  const begins = header.length === 0 ? '' : `: its header begins with ${some.join(', ')}`;
  throw new GradvarError(
    'RESULT_FOREIGN',
    EXIT.foreign,
    `${path} is no ${file} of gradvar: it has ${place === -1 ? 'no column' : 'two columns'} '${name}'${begins}`,
    `give a results folder or a ${file} that gradvar wrote; a baseline is made anew with --update-baseline`,
  );
}

export function damagedTable(path: string, line: number, found: string, expected: string): GradvarError {
  return new GradvarError(
    'RESULT_DAMAGED',
    EXIT.io,
    `${path}, line ${line}: found ${found}, expected ${expected}`,
    'the file was changed or cut off: copy it again, or run the experiment again',
  );
}

/** Bytes that are read at once; between two reads the process hears of everything else. */
const PIECE = 1 << 18;

/**
 * No row is nearly as long: a formula has 2000 characters. A file without line ends must not be held in
 * memory.
 */
const LONGEST_LINE = 1 << 20;

/** The lines without their ends, as many at once as one read brings. */
async function* linesOf(path: string): AsyncGenerator<readonly string[], void, void> {
  const { descriptor } = requirePlainFile(path);
  let rest = '';
  let count = 0;
  try {
    const stream = createReadStream('', { fd: descriptor, encoding: 'utf8', highWaterMark: PIECE });
    for await (const chunk of stream) {
      const text = rest + (chunk as string);
      const lines: string[] = [];
      let from = count === 0 && text.charCodeAt(0) === MARK ? 1 : 0;
      for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', from)) {
        lines.push(text.slice(from, text.charCodeAt(end - 1) === RETURN && end > from ? end - 1 : end));
        from = end + 1;
      }
      rest = text.slice(from);
      count += lines.length;
      yield lines;
      if (rest.length > LONGEST_LINE)
        throw damagedTable(path, count + 1, `more than ${LONGEST_LINE} characters`, 'a line feed');
    }
  } catch (error) {
    throw inputError(path, error);
  }
  if (rest !== '') throw damagedTable(path, count + 1, 'the end of the file within a line', 'a line feed');
}

const MARK = 0xfeff;
const RETURN = 13;
