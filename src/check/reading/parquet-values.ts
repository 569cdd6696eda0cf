import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress as unzstd } from 'fzstd';
import type { ColumnMetaData, Compressors, PageHeader } from 'hyparquet';
import { parquetHeader, readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { chooseColumns } from './csv-column.ts';
import { fileBytes, type OpenFile } from './file-chunks.ts';
import { binaryFormat, rowsAtOnce, type Gradients } from './gradients.ts';
import {
  damagedParquet,
  LONGEST_GROUP,
  parquetLayout,
  sound,
  type ParquetColumn,
  type RowGroup,
} from './parquet-layout.ts';
import { KEEP_ROWS, listed, malformed } from './samples-error.ts';

/**
 * The float64 and float32 columns of a Parquet file, read by hyparquet: one row group after the other.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50); also while the chunks are read
 */
export function parquetGradients(file: OpenFile, wanted: readonly string[]): Gradients {
  const { path, size, readAt } = file;
  if (size === null || readAt === null)
    throw malformed(
      path,
      '',
      'found a Parquet file, which only a plain file can be read as',
      'save it as a file, not compressed once more',
    );
  const { columns: all, groups, others } = parquetLayout(file, size);
  if (all.length === 0)
    throw malformed(path, '', `found no column of float64 or float32${named(others)}`, AS_FLOAT64);
  const chosen = chooseColumns(
    path,
    all.map(({ name }, index) => ({ index, name })),
    wanted,
  );
  const columns = chosen.map(({ index }) => all[index]!);
  return {
    format: binaryFormat(
      'parquet',
      columns.map(({ type }) => type),
    ),
    columns: chosen,
    chunks: chunksOf(file, groups, columns),
    notes:
      wanted.length > 0 || others.length === 0
        ? []
        : [`${path}: columns of other types are left out${named(others)}`],
  };
}

const AS_FLOAT64 = 'write the gradients as numbers: frame.astype("float64").to_parquet("samples.parquet")';

const named = (names: readonly string[]): string => (names.length === 0 ? '' : `: ${listed(names)}`);

function* chunksOf(
  file: OpenFile,
  groups: readonly RowGroup[],
  columns: readonly ParquetColumn[],
): Iterable<Float64Array> {
  const width = columns.length;
  const values = new Float64Array(rowsAtOnce(width) * width);
  let before = 0;
  for (const group of groups) {
    if (group.rows * width > LONGEST_GROUP) throw tooWide(file.path, group.rows, width);
    const numbers = columns.map((column) =>
      sound(file.path, () => columnNumbers(file, group, column, before)),
    );
    for (let row = 0; row < group.rows;) {
      const rows = Math.min(rowsAtOnce(width), group.rows - row);
      numbers.forEach((column, j) => {
        for (let i = 0; i < rows; i += 1) values[i * width + j] = column[row + i]!;
      });
      yield values.subarray(0, rows * width);
      row += rows;
    }
    before += group.rows;
  }
}

/** The numbers of a column in a row group; `before` rows are in the groups before it. */
function columnNumbers(
  file: OpenFile,
  { rows, columns }: RowGroup,
  column: ParquetColumn,
  before: number,
): Float64Array {
  const { path } = file;
  const meta = columns.get(column.name);
  if (meta === undefined || meta.type !== column.element.type) throw damagedParquet(path);
  const view = chunkView(file, meta);
  requirePages(path, view, rows);
  const decoder = {
    pathInSchema: [column.name],
    type: meta.type,
    element: column.element,
    schemaPath: [...column.path],
    codec: meta.codec,
    compressors: compressors(path, column.name),
    parsers: DEFAULT_PARSERS,
  };
  const select = { groupStart: 0, selectStart: 0, selectEnd: rows, groupRows: rows };
  const { data } = readColumn({ view, offset: 0 }, select, decoder);
  const numbers = new Float64Array(rows);
  let filled = 0;
  for (const part of data as ArrayLike<unknown>[]) {
    if (filled + part.length > rows) throw damagedParquet(path);
    for (let i = 0; i < part.length; i += 1) {
      const value = part[i];
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw notFinite(path, before + filled + i + 1, column.name, value);
      numbers[filled + i] = value;
    }
    filled += part.length;
  }
  if (filled !== rows) throw damagedParquet(path);
  return numbers;
}

/** The bytes of a column in a row group. */
function chunkView(file: OpenFile, meta: ColumnMetaData): DataView {
  const { dictionary_page_offset: dictionary, data_page_offset: data } = meta;
  const from = Number(dictionary !== undefined && dictionary > 0n && dictionary < data ? dictionary : data);
  const count = Number(meta.total_compressed_size);
  const isInside = from >= 4 && count > 0 && from + count <= file.size!;
  if (!isInside || count > LONGEST_GROUP * 16) throw damagedParquet(file.path);
  const bytes = fileBytes(file, from, count);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes of one page, unpacked, at most. */
const LONGEST_PAGE = 1 << 28;

/**
 * Every page lies within its column and holds no more numbers than there are rows: what unpacks them believes
 * their headers.
 */
function requirePages(path: string, view: DataView, rows: number): void {
  const reader = { view, offset: 0 };
  let left = rows;
  while (left > 0 && reader.offset < view.byteLength) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    const count = valuesOf(header);
    const isSound =
      packed >= 0 &&
      reader.offset + packed <= view.byteLength &&
      unpacked >= 0 &&
      unpacked <= LONGEST_PAGE &&
      count >= 0 &&
      count <= (header.type === 'DICTIONARY_PAGE' ? LONGEST_GROUP : left);
    if (!isSound) throw damagedParquet(path);
    if (header.type !== 'DICTIONARY_PAGE') left -= count;
    reader.offset += packed;
  }
  if (left !== 0) throw damagedParquet(path);
}

function valuesOf(header: PageHeader): number {
  const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
  return (first ?? second ?? dictionary)?.num_values ?? -1;
}

function compressors(path: string, column: string): Compressors {
  const refused = (codec: string) => () => {
    throw malformed(path, `column ${column}`, `it is packed by ${codec}, expected ${PACKED}`, BY_SNAPPY);
  };
  const bounded = (length: number) => ({ maxOutputLength: Math.max(1, length) });
  return {
    GZIP: (bytes, length) => gunzipSync(bytes, bounded(length)),
    BROTLI: (bytes, length) => brotliDecompressSync(bytes, bounded(length)),
    ZSTD: (bytes, length) => unzstd(bytes, new Uint8Array(length)),
    LZ4: refused('lz4'),
    LZ4_RAW: refused('lz4'),
    LZO: refused('lzo'),
  };
}

const PACKED = 'snappy, zstd, gzip, brotli or nothing';
const BY_SNAPPY = 'write it with compression="snappy", as pandas does by itself';

function tooWide(path: string, rows: number, width: number) {
  return malformed(
    path,
    '',
    `found a row group of ${rows} rows of ${width} columns, expected at most ${LONGEST_GROUP} numbers`,
    'choose some with --column, or write it with row_group_size=100000',
  );
}

function notFinite(path: string, row: number, column: string, value: unknown) {
  return malformed(
    path,
    `row ${row}, column ${column}`,
    `found ${typeof value === 'number' ? value : 'nothing (null)'}, expected a finite number`,
    KEEP_ROWS,
  );
}
