import { nearestName } from '../../formula/names.ts';
import { listed, malformed } from './samples-error.ts';

/** A column of numbers of a file. */
export interface FileColumn {
  readonly index: number;
  readonly name: string;
}

/** More parameters than this are no table: a row would not fit into memory with its groups. */
const MOST_COLUMNS = 1 << 16;

/**
 * The columns that were asked for, by name or by number from 1, in the order asked for; all if none was.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2)
 */
export function chooseColumns(
  path: string,
  columns: readonly FileColumn[],
  wanted: readonly string[],
): readonly FileColumn[] {
  const chosen = wanted.length === 0 ? columns : wanted.map((name) => columnOf(path, columns, name));
  if (chosen.length <= MOST_COLUMNS) return chosen;
  throw malformed(
    path,
    '',
    `found ${chosen.length} columns, expected at most ${MOST_COLUMNS}`,
    'choose some with --column, or save the rows as (T, p): one estimate a row',
  );
}

/** The only column. */
export function onlyColumn(path: string, columns: readonly FileColumn[]): FileColumn {
  const [first, ...others] = columns;
  if (first !== undefined && others.length === 0) return first;
  throw malformed(
    path,
    '',
    `found ${columns.length} columns (${listed(columns.map(({ name }) => name))}), expected one`,
    'say which one holds the gradients: --column NAME',
  );
}

function columnOf(path: string, columns: readonly FileColumn[], wanted: string): FileColumn {
  const [found, again] = columns.filter(({ name }) => name === wanted);
  if (again !== undefined)
    throw malformed(path, 'line 1', `several columns are called '${wanted}'`, BY_NUMBER);
  if (found !== undefined) return found;
  const numbered = /^[1-9]\d{0,6}$/.test(wanted) ? columns[Number(wanted) - 1] : undefined;
  if (numbered !== undefined) return numbered;
  const near = nearestName(
    wanted,
    columns.map(({ name }) => name),
  );
  throw malformed(
    path,
    '',
    `no column is called '${wanted}'; there are ${listed(columns.map(({ name }) => name))}`,
    near === null ? BY_NUMBER : `did you mean ${near}?`,
  );
}

const BY_NUMBER = 'columns are called as in the header, or by their number: 1, 2, …';
