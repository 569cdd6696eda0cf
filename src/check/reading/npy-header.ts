import type { GradvarError } from '../../errors.ts';
import { numberType, type NumberType } from './npy-types.ts';
import { malformed } from './samples-error.ts';

/** A column of numbers of a .npy file. */
export interface NpyField {
  readonly name: string;
  readonly type: NumberType;
  /** Where it stands in a row; where its column begins, if the file goes column by column. */
  readonly offset: number;
}

/** What the header of a .npy file says, once it is one that can be read. */
export interface NpyHeader {
  readonly rows: number;
  readonly rowBytes: number;
  readonly fields: readonly NpyField[];
  readonly isColumnMajor: boolean;
  /** What is left out. */
  readonly notes: readonly string[];
}

/**
 * A header longer than this is a lie or no header: numpy itself reads at most 10,000 bytes without being told
 * to.
 */
export const LONGEST_HEADER = 1 << 16;

/** More numbers than this a row are no estimate. */
const WIDEST = 1 << 20;

const EXPECTED_SHAPE = 'one gradient a row: (T,) or (T, p)';

/**
 * Reads the dictionary of a .npy header: one estimate a row, its parameters along all other axes; or records
 * with one field a parameter. Only floating-point numbers.
 *
 * Source: numpy.lib.format, versions 1.0 to 3.0.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2)
 */
export function parseNpyHeader(path: string, text: string): NpyHeader {
  const wrong = (found: string, expected: string, hint: string): GradvarError =>
    malformed(path, 'header', `found ${found}, expected ${expected}`, hint);
  const literal = /'descr'\s*:\s*('[^']*'|"[^"]*"|\[[^\]]*\])/.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([0-9,\sL]*)\)/.exec(text)?.[1];
  if (literal === undefined || order === undefined || shape === undefined)
    throw wrong(
      JSON.stringify(text.slice(0, 60)),
      'a dictionary of descr, fortran_order and shape',
      'write the file with numpy.save',
    );
  const sizes = shape
    .split(',')
    .map((size) => size.trim().replace(/L$/, ''))
    .filter((size) => size !== '')
    .map(Number);
  const { rows, width } = rowsAndWidth(sizes, () =>
    wrong(`shape (${sizes.join(', ')})`, EXPECTED_SHAPE, 'save one estimate a row: array.reshape(T, -1)'),
  );
  if (literal.startsWith('[')) {
    if (width !== 1) throw wrong(`records of shape (${sizes.join(', ')})`, 'one record a row', SAVE_FIELD);
    const { fields, rowBytes, others } = recordFields(literal, (found) => wrong(found, FLOATS, SAVE_FIELD));
    const left = others.map((name) => `field ${name} holds no floating-point numbers and was left out`);
    return { rows, rowBytes, fields, isColumnMajor: false, notes: left };
  }
  const found = numberType(literal.slice(1, -1));
  if (found.kind === 'refused') throw wrong(found.found, FLOATS, found.hint);
  const { type } = found;
  const isColumnMajor = order === 'True' && width > 1;
  const step = isColumnMajor ? rows * type.bytes : type.bytes;
  const fields = Array.from({ length: width }, (_, j) => ({ name: String(j + 1), type, offset: j * step }));
  return { rows, rowBytes: width * type.bytes, fields, isColumnMajor, notes: [] };
}

const FLOATS = 'float64, float32 or float16';
const SAVE_FIELD = 'save one field: numpy.save("samples.npy", array["name"])';

/** The first axis that is longer than 1 counts the rows; (1, n) is a column that lies on its side. */
function rowsAndWidth(
  sizes: readonly number[],
  wrong: () => GradvarError,
): { readonly rows: number; readonly width: number } {
  const long = sizes.filter((size) => size !== 1);
  const isLying = sizes[0] === 1 && long.length === 1;
  const rows = isLying ? long[0]! : sizes[0];
  if (rows === undefined) throw wrong();
  const count = sizes.reduce((product, size) => product * size, 1);
  const width = rows === 0 ? 1 : count / rows;
  if (!Number.isSafeInteger(count) || width > WIDEST) throw wrong();
  return { rows, width };
}

/** Fields of a record one after the other, as numpy packs them. */
function recordFields(literal: string, wrong: (found: string) => GradvarError) {
  const fields: NpyField[] = [];
  const others: string[] = [];
  let at = 0;
  const entries = [...literal.matchAll(/\(\s*'([^']*)'\s*,\s*'([^']*)'\s*(?:,\s*\((\d*),?\)\s*)?\)/g)];
  if (entries.length === 0 || literal.replace(/[^(]/g, '').length !== entries.length + shapesIn(entries))
    throw wrong(`records that are nested or padded, ${literal.slice(0, 60)}`);
  for (const [, name = '', descr = '', repeat] of entries) {
    const count = repeat === undefined || repeat === '' ? 1 : Number(repeat);
    const found = numberType(descr);
    if (found.kind === 'type') {
      for (let i = 0; i < count; i += 1) {
        const own = count === 1 ? name : `${name}[${i}]`;
        fields.push({ name: own, type: found.type, offset: at });
        at += found.type.bytes;
      }
      continue;
    }
    const bytes = bytesOf(descr);
    if (bytes === null) throw wrong(`${found.found} in field ${name}`);
    at += bytes * count;
    if (name !== '') others.push(name);
  }
  if (fields.length === 0) throw wrong('records without floating-point numbers');
  return { fields, rowBytes: at, others };
}

const shapesIn = (entries: readonly RegExpMatchArray[]): number =>
  entries.filter(([, , , repeat]) => repeat !== undefined).length;

/** Bytes of a field that is passed over; null where they cannot be told. */
function bytesOf(descr: string): number | null {
  const [, kind = '', size = ''] = /^[<>=|]?([a-zA-Z])(\d+)(?:\[.*\])?$/.exec(descr) ?? [];
  if (size === '' || kind === 'O') return null;
  return Number(size) * (kind === 'U' ? 4 : 1);
}
