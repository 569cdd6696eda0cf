import { parquetMetadata, parquetSchema } from 'hyparquet';
import type { ColumnMetaData, FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';
import { GradvarError } from '../../errors.ts';
import { fileBytes, type OpenFile } from './file-chunks.ts';
import { FLOAT32, FLOAT64, type NumberType } from './npy-types.ts';
import { malformed } from './samples-error.ts';

/** A column of floating-point numbers of a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: Pick<NumberType, 'name' | 'epsilon'>;
  readonly path: readonly SchemaTree[];
  readonly element: SchemaElement;
}

/** Rows that are stored together, column by column. */
export interface RowGroup {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnMetaData>;
}

export interface ParquetLayout {
  readonly columns: readonly ParquetColumn[];
  readonly groups: readonly RowGroup[];
  /** Names of columns of other types, with these. */
  readonly others: readonly string[];
}

const TYPES = { DOUBLE: FLOAT64, FLOAT: FLOAT32 } as const;

/** Bytes of the directory at the end of a file, and numbers of a column in a row group, at most. */
const LONGEST_FOOTER = 1 << 26;
export const LONGEST_GROUP = 1 << 25;

/**
 * What the end of a Parquet file says about it.
 *
 * Source: the format's own description, parquet-format 2.10, read by hyparquet.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2)
 */
export function parquetLayout(file: OpenFile, size: number): ParquetLayout {
  return sound(file.path, () => layoutAtEnd(file, size));
}

function layoutAtEnd(file: OpenFile, size: number): ParquetLayout {
  const { path } = file;
  const length = size < 12 ? 0 : Buffer.from(fileBytes(file, size - 8, 8)).readUInt32LE(0);
  if (length === 0 || length > Math.min(LONGEST_FOOTER, size - 12)) throw damagedParquet(path);
  const metadata = parquetMetadata(fileBytes(file, size - 8 - length, length + 8), OPTIONS);
  const tree = parquetSchema(metadata);
  const leaves = tree.children.filter(({ children }) => children.length === 0);
  const columns = leaves.flatMap((leaf) => columnOf(tree, leaf));
  const names = new Set(columns.map(({ name }) => name));
  const others = tree.children
    .filter(({ element }) => !names.has(element.name))
    .map(({ element }) => `${element.name} (${element.logical_type?.type ?? element.type ?? 'nested'})`);
  return { columns, groups: metadata.row_groups.map((group) => groupOf(path, group)), others };
}

/** Nothing of what geographers write. */
const OPTIONS = { geoparquet: false };

function columnOf(tree: SchemaTree, leaf: SchemaTree): readonly ParquetColumn[] {
  const { element } = leaf;
  const type = TYPES[element.type as keyof typeof TYPES] as ParquetColumn['type'] | undefined;
  if (type === undefined || element.repetition_type === 'REPEATED') return [];
  return [{ name: element.name, type, path: [tree, leaf], element }];
}

function groupOf(path: string, group: FileMetaData['row_groups'][number]): RowGroup {
  const rows = Number(group.num_rows);
  if (!Number.isSafeInteger(rows) || rows < 0) throw damagedParquet(path);
  if (rows > LONGEST_GROUP)
    throw malformed(
      path,
      '',
      `found a row group of ${rows} rows, expected at most ${LONGEST_GROUP}`,
      'write it with row_group_size=1000000',
    );
  const columns = group.columns.flatMap(({ meta_data }): [string, ColumnMetaData][] =>
    meta_data?.path_in_schema.length === 1 ? [[meta_data.path_in_schema[0]!, meta_data]] : [],
  );
  return { rows, columns: new Map(columns) };
}

/** What comes of bytes from outside; whatever hyparquet throws, they are no sound file. */
export function sound<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GradvarError) throw error;
    throw damagedParquet(path);
  }
}

export function damagedParquet(path: string) {
  return malformed(
    path,
    '',
    'it is a Parquet file that is damaged or cut off',
    'write or copy it again, and look with pandas.read_parquet',
  );
}
