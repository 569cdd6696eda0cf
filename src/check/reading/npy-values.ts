import type { OpenFile } from './file-chunks.ts';
import { halfNumber } from './half-number.ts';
import { LONGEST_HEADER, parseNpyHeader } from './npy-header.ts';
import type { NumberType } from './npy-types.ts';
import { malformed } from './samples-error.ts';

/** Rows handed on at once. */
export const ROWS_AT_ONCE = 8192;

/** A .npy file whose header has been read: the type of its numbers, and the numbers in chunks. */
export interface NpyValues {
  readonly type: NumberType;
  readonly chunks: Iterable<Float64Array>;
}

/**
 * Reads a .npy file, versions 1.0 to 3.0. `start` holds its first 12 bytes or fewer.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50); also while the chunks are read
 */
export function npyValues(file: OpenFile, start: Buffer): NpyValues {
  const { path, size } = file;
  const cut = (where: string) =>
    malformed(path, where, 'the file ends early', 'it was cut off: write or copy it again');
  if (start.length < 12) throw cut('header');
  const major = start.readUInt8(6);
  if (major < 1 || major > 3)
    throw malformed(path, 'header', `found version ${major}, expected 1, 2 or 3`, 'write it with numpy.save');
  const length = major === 1 ? start.readUInt16LE(8) : start.readUInt32LE(8);
  const before = major === 1 ? 10 : 12;
  if (length > LONGEST_HEADER)
    throw malformed(
      path,
      'header',
      `it says that it is ${length} bytes long, expected at most ${LONGEST_HEADER}`,
      'the file is corrupted: write it again with numpy.save',
    );
  const inStart = start.subarray(before).toString('latin1');
  const rest = length - inStart.length;
  if (rest < 0) throw cut('header');
  const text = inStart + file.read(rest).toString('latin1');
  if (text.length < length) throw cut('header');
  const { type, count } = parseNpyHeader(path, text);
  const expected = before + length + count * type.bytes;
  if (size !== null && size !== expected)
    throw malformed(
      path,
      '',
      `found ${size} bytes, expected ${expected}: the header says ${count} rows of ${type.name}`,
      size < expected ? 'it was cut off: write or copy it again' : 'write it again with numpy.save',
    );
  return { type, chunks: chunksOf(file, type, count) };
}

function* chunksOf(file: OpenFile, type: NumberType, count: number): Iterable<Float64Array> {
  const numberAt = reader(type);
  const values = new Float64Array(ROWS_AT_ONCE);
  for (let row = 0; row < count;) {
    const rows = Math.min(ROWS_AT_ONCE, count - row);
    const bytes = file.read(rows * type.bytes);
    if (bytes.length < rows * type.bytes)
      throw malformed(file.path, `row ${row + 1} on`, `the file ends early, expected ${count} rows`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < rows; i += 1) {
      const value = numberAt(view, i * type.bytes);
      if (!Number.isFinite(value)) throw notFinite(file.path, row + i + 1, value);
      values[i] = value;
    }
    yield values.subarray(0, rows);
    row += rows;
  }
  if (file.size === null && file.read(1).length > 0)
    throw malformed(file.path, '', `it goes on after the ${count} rows of its header`);
}

function notFinite(path: string, row: number, value: number) {
  return malformed(
    path,
    `row ${row}`,
    `found ${value}, expected a finite number`,
    'look for an overflow or a division by zero; rows must not be dropped, for that would change the mean',
  );
}

function reader({ bytes, littleEndian }: NumberType): (view: DataView, at: number) => number {
  switch (bytes) {
    case 8:
      return (view, at) => view.getFloat64(at, littleEndian);
    case 4:
      return (view, at) => view.getFloat32(at, littleEndian);
    case 2:
      return (view, at) => halfNumber(view.getUint16(at, littleEndian));
  }
}
