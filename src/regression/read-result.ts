import { createReadStream } from 'node:fs';
import { EXIT, GradvarError } from '../errors.ts';
import { inputError } from '../results/input-error.ts';
import { ADDED_SINCE, COLUMNS, type SummaryRow } from '../results/columns.ts';
import { splitLine } from '../results/split-line.ts';

/** A row as it stands in the file. `summaryRow` makes numbers of it. */
export interface RowRecord {
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly fields: readonly string[];
}

const NAMES: readonly string[] = COLUMNS.map(({ name }) => name);
const FIRST_NAMES = NAMES.length - ADDED_SINCE.length;

/**
 * The rows of a summary.csv one after the other, in bounded memory.
 *
 * @throws GradvarError RESULT_FOREIGN (41) if the header is not that of a summary, RESULT_DAMAGED (50) if a line is torn
 *   or has too few or too many fields, INPUT_UNREADABLE (50)
 */
export async function* readRecords(path: string): AsyncGenerator<RowRecord, void, void> {
  let line = 0;
  let missing = '';
  for await (const written of lines(path)) {
    line += 1;
    if (line === 1) {
      const header = splitLine(written) ?? [];
      requireHeader(path, header);
      missing = ADDED_SINCE.slice(Math.max(0, header.length - FIRST_NAMES))
        .map((value) => `,${value}`)
        .join('');
      continue;
    }
    const text = written + missing;
    const fields = splitLine(text);
    if (fields === undefined) throw damaged(path, line, 'a quoted field does not end', 'a closing quote');
    if (fields.length < NAMES.length)
      throw damaged(path, line, `${fields.length} fields`, `${NAMES.length} as in the header`);
    yield { path, line, text, fields };
  }
  if (line === 0) requireHeader(path, []);
}

/** A record whose numbers are known already. */
export interface ReadRow {
  readonly record: RowRecord;
  readonly row: SummaryRow;
}

/**
 * The row of a record, typed by the columns of the contract.
 *
 * @param like a row that may have the same text in many places, such as its partner: what is the same is not read again.
 * @throws GradvarError RESULT_DAMAGED (50) if a number is none
 */
export function summaryRow(record: RowRecord, like?: ReadRow): SummaryRow {
  const { fields } = record;
  const known = like?.record.fields;
  const text = (i: number): string => fields[i] ?? '';
  const number = (i: number): number | null => {
    const found = fields[i] ?? '';
    if (found === '') return null;
    if (like !== undefined && found === known?.[i]) return like.row[NAMES[i] as NumberName];
    return numberIn(found, record, i);
  };
  // One literal, so that all rows have one shape; a test reads back every column.
  return {
    cell_id: text(0),
    integrand: text(1),
    params: text(2),
    formula: text(3),
    mu: number(4),
    sigma: number(5),
    m: number(6),
    component: text(7),
    estimator_1: text(8),
    estimator_2: text(9),
    trials: number(10),
    gradient_exact: number(11),
    mean_1: number(12),
    mean_1_mcse: number(13),
    mean_2: number(14),
    mean_2_mcse: number(15),
    variance_1: number(16),
    variance_1_exact: number(17),
    variance_2: number(18),
    variance_2_exact: number(19),
    variance_ratio: number(20),
    variance_ratio_low: number(21),
    variance_ratio_high: number(22),
    variance_ratio_exact: number(23),
    z_score: number(24),
    draw_variance_1: number(25),
    draw_variance_2: number(26),
    draw_variance_ratio: number(27),
    draw_variance_ratio_low: number(28),
    draw_variance_ratio_high: number(29),
    kurtosis_1: number(30),
    kurtosis_2: number(31),
    bias_1: number(32),
    bias_2: number(33),
    mse_ratio: number(34),
    winner: text(35),
    status: text(36),
    ci_quality: text(37),
    dimension: number(38),
    mse_crossing_m: number(39),
    stopped: text(40),
  };
}

type NumberName = Extract<(typeof COLUMNS)[number], { type: 'number' | 'integer' }>['name'];

function numberIn(text: string, { path, line }: RowRecord, column: number): number {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw damaged(path, line, `'${text}' in ${NAMES[column] ?? ''}`, 'a finite number or an empty field');
}

/**
 * Columns may have been appended after those known here; they are not compared. Those that an older version lacked have
 * what they mean in its rows.
 */
function requireHeader(path: string, fields: readonly string[]): void {
  const wrong = NAMES.findIndex((name, i) => fields[i] !== name && (i < FIRST_NAMES || i < fields.length));
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
