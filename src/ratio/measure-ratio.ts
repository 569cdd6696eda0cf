import { basename, dirname, extname } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import type { Gradients } from '../check/reading/gradients.ts';
import { readGradients } from '../check/reading/read-gradients.ts';
import { malformed } from '../check/reading/samples-error.ts';
import type { RatioRow } from '../tables/columns/ratio-columns.ts';
import { ratioRows } from './ratio-rows.ts';
import { readPair, type Pairing } from './row-pairs.ts';
import { reordered, sideBySide, twoColumns, type RowPiece } from './row-pieces.ts';

/** What is to be held side by side: two files, or one file with a column for each estimator. */
export interface RatioQuestion {
  readonly paths: readonly [string, string] | readonly [string];
  /** Names or numbers of columns; of two files those of the parameters, none for all. */
  readonly columns: readonly string[];
  /** Arrays of .npz files: none, one for both files, or one for each estimator. */
  readonly keys: readonly string[];
  /** What the estimators are called; null to call them by their files or columns. */
  readonly names: readonly [string, string] | null;
  readonly pairing: Pairing;
  /** Draws that each row is made of. */
  readonly m: number;
  /** See RatioSetting. */
  readonly alpha: number;
}

export interface RatioMeasured {
  readonly rows: readonly RatioRow[];
  /** What of the files was left out or taken for granted, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Variances, means and their ratio, parameter by parameter. Memory does not grow with the rows.
 *
 * @throws GradvarError SAMPLES_INVALID, USAGE (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function measureRatio(question: RatioQuestion): RatioMeasured {
  const { paths, columns, keys } = question;
  const first = paths[0];
  const second = paths[1] ?? (keys.length === 2 ? first : undefined);
  const keyOf = (side: 0 | 1) => keys[keys.length === 2 ? side : 0] ?? null;
  if (second === undefined)
    return readGradients(first, { columns, key: keyOf(0) }, (file) => {
      if (file.columns.length !== 2) throw notTwo(first, file);
      const [one, two] = file.columns.map(({ name }) => name) as [string, string];
      const input = { pieces: twoColumns(file.chunks), parameters: ['gradient'], names: [one, two] as const };
      return measured(question, [first, first], input, file.notes);
    });
  return readGradients(first, { columns, key: keyOf(0) }, (a) =>
    readGradients(second, { columns, key: keyOf(1) }, (b) => {
      const { order, parameters, notes } = matched([first, second], a, b);
      const names = first === second ? ([keys[0]!, keys[1]!] as const) : fileNames(first, second);
      const chunks = order === null ? b.chunks : reordered(b.chunks, order);
      const input = { pieces: sideBySide(a.chunks, chunks), parameters, names };
      return measured(question, [first, second], input, [...a.notes, ...b.notes, ...notes]);
    }),
  );
}

interface Input {
  readonly pieces: Iterable<RowPiece>;
  readonly parameters: readonly string[];
  readonly names: readonly [string, string];
}

function measured(
  { pairing, m, alpha, names: given }: RatioQuestion,
  paths: readonly [string, string],
  { pieces, parameters, names }: Input,
  notes: readonly string[],
): RatioMeasured {
  const pair = readPair(pieces, parameters.length, pairing, paths);
  const setting = { names: given ?? names, parameters, m, alpha };
  const isGuessed = pairing === 'auto' && pair.difference === null;
  const unequal = `${pair.first.rows()} and ${pair.second.rows()} rows: taken for estimators with draws of their own`;
  return { rows: ratioRows(pair, setting), notes: isGuessed ? [...notes, unequal] : notes };
}

interface Matched {
  /** Place in the second file of each parameter of the first; null if they stand alike. */
  readonly order: readonly number[] | null;
  readonly parameters: readonly string[];
  readonly notes: readonly string[];
}

/** Parameters belong together by their names, else by their places. */
function matched(paths: readonly [string, string], a: Gradients, b: Gradients): Matched {
  const [one, two] = [a, b].map(({ columns }) => columns.map(({ name }) => name)) as [string[], string[]];
  if (one.length !== two.length)
    throw malformed(
      paths[1],
      '',
      `found ${two.length} columns, expected ${one.length} as in ${paths[0]}`,
      'choose those of the same parameters: --column NAME, as often as needed',
    );
  const isNumbered = (names: readonly string[]) => names.every((name, i) => name === String(i + 1));
  const order = one.map((name) => two.indexOf(name));
  const isSame = order.every((place, i) => place === i);
  if (isSame || isNumbered(two)) return { order: null, parameters: one, notes: [] };
  if (order.every((place) => place >= 0) && new Set(order).size === order.length)
    return { order, parameters: one, notes: [] };
  if (isNumbered(one)) return { order: null, parameters: two, notes: [] };
  const notes =
    one.length === 1 ? [] : [`the columns have other names in ${paths[1]}: they were taken in their order`];
  return { order: null, parameters: one.length === 1 ? ['gradient'] : one, notes };
}

/** The names of the files, as short as they tell them apart. */
function fileNames(first: string, second: string): readonly [string, string] {
  const short = (path: string) =>
    path === '-' ? 'standard input' : basename(path).replace(/\.gz$/, '').replace(extnameOf(path), '');
  if (short(first) !== short(second)) return [short(first), short(second)];
  const longer = (path: string) => `${basename(dirname(path))}/${short(path)}`;
  return longer(first) === longer(second) ? [first, second] : [longer(first), longer(second)];
}

const extnameOf = (path: string): string => extname(path.replace(/\.gz$/, ''));

function notTwo(path: string, { columns }: Gradients): GradvarError {
  const some = columns.slice(0, 12).map(({ name }) => name);
  return new GradvarError(
    'USAGE',
    EXIT.usage,
    `${path}: found ${columns.length} columns (${some.join(', ')}${columns.length > 12 ? ', …' : ''}), expected two: one file is compared column with column`,
    'name the two: --column ONE --column OTHER, or give two files',
  );
}
