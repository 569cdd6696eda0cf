import { onlyColumn } from './csv-column.ts';
import type { SamplesFormat } from './gradients.ts';
import { readGradients } from './read-gradients.ts';

export type { SamplesFormat } from './gradients.ts';

/** The result of reading, and how the numbers were written. */
export interface ReadSamples<T> {
  readonly format: SamplesFormat;
  readonly result: T;
  /** A pipe can be read once. */
  readonly canReadAgain: boolean;
  /** What was left out, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the gradients of one column of a file and hands them to `use`: one a row, in chunks and in bounded
 * memory.
 *
 * @param column name or number of the column; null for the only one
 * @param key array of a .npz file; null for the only one
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function readSamples<T>(
  path: string,
  column: string | null,
  key: string | null,
  use: (chunks: Iterable<Float64Array>) => T,
): ReadSamples<T> {
  const selection = { columns: column === null ? [] : [column], key };
  return readGradients(path, selection, ({ format, columns, chunks, canReadAgain, notes }) => {
    onlyColumn(path, columns);
    return { format, result: use(chunks), canReadAgain, notes };
  });
}
