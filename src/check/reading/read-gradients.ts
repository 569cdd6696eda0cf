import { csvGradients } from './csv-values.ts';
import { withFile, type OpenFile } from './file-chunks.ts';
import type { Gradients } from './gradients.ts';
import { isJson, jsonGradients } from './json-values.ts';
import { npzEntry } from './npz-entry.ts';
import { npyGradients } from './npy-values.ts';
import { parquetGradients } from './parquet-values.ts';
import { malformed } from './samples-error.ts';
import { isGzip, isNpy, isParquet, isZip, otherFormat } from './signatures.ts';
import { gunzipped } from './streamed-file.ts';

/** What of a file is wanted. */
export interface Selection {
  /** Names or numbers of columns; none for all. */
  readonly columns: readonly string[];
  /** Which array of a .npz file; null for the only one. */
  readonly key: string | null;
}

/** A file of gradients, and whether it may be opened once more: a pipe can be read once. */
export interface OpenGradients extends Gradients {
  readonly canReadAgain: boolean;
}

/**
 * Opens a file of gradients, one estimate a row, and hands it to `use`: rows in chunks and in bounded memory.
 * What the file is tells its beginning, not its name.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function readGradients<T>(path: string, selection: Selection, use: (file: OpenGradients) => T): T {
  return withFile(path, (file) =>
    use({ ...gradientsOf(file, selection), canReadAgain: path !== '-' && file.size !== null }),
  );
}

function gradientsOf(file: OpenFile, { columns, key }: Selection): Gradients {
  const { path } = file;
  const start = Buffer.from(file.read(12));
  if (start.length === 0) throw malformed(path, '', 'the file is empty, expected one gradient a row');
  if (isZip(start)) return gradientsOf(npzEntry(file, key), { columns, key: null });
  if (isGzip(start)) return gradientsOf(gunzipped(file, start), { columns, key });
  if (key !== null)
    throw malformed(path, '', `found no .npz file, in which --key ${key} would be`, 'leave --key out');
  if (isNpy(start)) return npyGradients(file, start, columns);
  if (isParquet(start)) return parquetGradients(file, columns);
  const other = otherFormat(start);
  if (other !== null)
    throw malformed(path, '', `found ${other.is}, expected CSV, JSON, Parquet, .npy or .npz`, other.hint);
  if (path.toLowerCase().endsWith('.npy') || start.includes(0))
    throw malformed(
      path,
      '',
      'found bytes that are neither a .npy file nor text',
      'write it with numpy.save, or one number a line',
    );
  return isJson(start) ? jsonGradients(file, start, columns) : csvGradients(file, start, columns);
}
