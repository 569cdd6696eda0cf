import { chooseColumns } from './csv-column.ts';
import type { OpenFile } from './file-chunks.ts';
import { binaryFormat, rowsAtOnce, type Gradients } from './gradients.ts';
import { halfNumber } from './half-number.ts';
import { LONGEST_HEADER, parseNpyHeader, type NpyField, type NpyHeader } from './npy-header.ts';
import type { NumberType } from './npy-types.ts';
import { malformed } from './samples-error.ts';

/**
 * Reads a .npy file, versions 1.0 to 3.0. `start` holds its first 12 bytes or fewer.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50); also while the chunks are read
 */
export function npyGradients(file: OpenFile, start: Buffer, wanted: readonly string[]): Gradients {
  const { path } = file;
  const { header, begin } = readHeader(file, start);
  const { rows, rowBytes, fields, isColumnMajor, notes } = header;
  requireSize(file, begin + rows * rowBytes, `${rows} rows of ${rowBytes} bytes`);
  const chosen = chooseColumns(
    path,
    fields.map(({ name }, index) => ({ index, name })),
    wanted,
  );
  const columns = chosen.map(({ index }) => fields[index]!);
  if (isColumnMajor && file.readAt === null)
    throw malformed(
      path,
      'header',
      'found column after column (Fortran order), which only a plain file can be read in',
      'save it row by row: numpy.save("samples.npy", numpy.ascontiguousarray(array))',
    );
  return {
    format: binaryFormat(
      'npy',
      columns.map(({ type }) => type),
    ),
    columns: chosen,
    chunks: isColumnMajor ? columnChunks(file, header, begin, columns) : rowChunks(file, header, columns),
    notes: notes.map((note) => `${path}: ${note}`),
  };
}

function readHeader(file: OpenFile, start: Buffer): { readonly header: NpyHeader; readonly begin: number } {
  const { path } = file;
  const cut = () =>
    malformed(path, 'header', 'the file ends early', 'it was cut off: write or copy it again');
  if (start.length < 12) throw cut();
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
  const inStart = start.subarray(before, 12).toString('latin1');
  const rest = length - inStart.length;
  if (rest < 0) throw cut();
  const text = inStart + file.read(rest).toString('latin1');
  if (text.length < length) throw cut();
  return { header: parseNpyHeader(path, text), begin: before + length };
}

function requireSize({ path, size }: OpenFile, expected: number, content: string): void {
  if (size === null || size === expected) return;
  throw malformed(
    path,
    '',
    `found ${size} bytes, expected ${expected}: the header says ${content}`,
    size < expected ? 'it was cut off: write or copy it again' : 'write it again with numpy.save',
  );
}

function* rowChunks(
  file: OpenFile,
  { rows: count, rowBytes }: NpyHeader,
  columns: readonly NpyField[],
): Iterable<Float64Array> {
  const width = columns.length;
  const most = Math.max(1, Math.min(rowsAtOnce(width), Math.floor((1 << 20) / rowBytes)));
  const values = new Float64Array(most * width);
  const readers = columns.map(({ type, offset, name }, j) => ({ numberAt: reader(type), offset, name, j }));
  for (let row = 0; row < count;) {
    const rows = Math.min(most, count - row);
    const bytes = file.read(rows * rowBytes);
    if (bytes.length < rows * rowBytes)
      throw malformed(file.path, `row ${row + 1} on`, `the file ends early, expected ${count} rows`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (const { numberAt, offset, name, j } of readers) {
      for (let i = 0; i < rows; i += 1) {
        const value = numberAt(view, i * rowBytes + offset);
        if (!Number.isFinite(value)) throw notFinite(file.path, row + i + 1, width > 1 ? name : null, value);
        values[i * width + j] = value;
      }
    }
    yield values.subarray(0, rows * width);
    row += rows;
  }
  if (file.size === null && file.read(1).length > 0)
    throw malformed(file.path, '', `it goes on after the ${count} rows of its header`);
}

/** Column after column in the file: each chunk is gathered from as many places as there are columns. */
function* columnChunks(
  { path, readAt }: OpenFile,
  { rows: count }: NpyHeader,
  begin: number,
  columns: readonly NpyField[],
): Iterable<Float64Array> {
  const width = columns.length;
  const most = rowsAtOnce(1);
  const values = new Float64Array(most * width);
  for (let row = 0; row < count;) {
    const rows = Math.min(most, count - row);
    columns.forEach(({ type, offset, name }, j) => {
      const bytes = readAt!(begin + offset + row * type.bytes, rows * type.bytes);
      if (bytes.length < rows * type.bytes)
        throw malformed(path, `row ${row + 1} on`, `the file ends early, expected ${count} rows`);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const numberAt = reader(type);
      for (let i = 0; i < rows; i += 1) {
        const value = numberAt(view, i * type.bytes);
        if (!Number.isFinite(value)) throw notFinite(path, row + i + 1, name, value);
        values[i * width + j] = value;
      }
    });
    yield values.subarray(0, rows * width);
    row += rows;
  }
}

function notFinite(path: string, row: number, column: string | null, value: number) {
  return malformed(
    path,
    column === null ? `row ${row}` : `row ${row}, column ${column}`,
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
