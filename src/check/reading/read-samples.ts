import { csvValues } from './csv-values.ts';
import { withFile } from './file-chunks.ts';
import { npyValues } from './npy-values.ts';
import { malformed } from './samples-error.ts';
import { isNpy, otherFormat } from './signatures.ts';

/** How the numbers of a file are written. */
export interface SamplesFormat {
  readonly name: 'csv' | 'npy';
  readonly type: string;
  /** Relative distance of neighboring numbers. */
  readonly epsilon: number;
}

/** The result of reading, and how the numbers were written. */
export interface ReadSamples<T> {
  readonly format: SamplesFormat;
  readonly result: T;
  /** A pipe can be read once. */
  readonly canReadAgain: boolean;
}

/**
 * Reads the gradients of a .npy or CSV file, one a row, in chunks and in bounded memory, and hands them to
 * `use`. What the file is tells its beginning, not its name. A chunk holds until the next one is asked for.
 *
 * @param column name of the column of a CSV file; null for the only one
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function readSamples<T>(
  path: string,
  column: string | null,
  use: (chunks: Iterable<Float64Array>) => T,
): ReadSamples<T> {
  return withFile(path, (file) => {
    const canReadAgain = file.size !== null;
    const start = Buffer.from(file.read(12));
    if (start.length === 0) throw malformed(path, '', 'the file is empty, expected one gradient a row');
    if (isNpy(start)) {
      if (column !== null)
        throw malformed(path, '', 'a .npy file has one column without a name', 'leave --column out');
      const { type, chunks } = npyValues(file, start);
      const format = { name: 'npy', type: type.name, epsilon: type.epsilon } as const;
      return { format, result: use(chunks), canReadAgain };
    }
    const other = otherFormat(start);
    if (other !== null) throw malformed(path, '', `found ${other.is}, expected CSV or .npy`, other.hint);
    if (path.toLowerCase().endsWith('.npy') || start.includes(0))
      throw malformed(
        path,
        '',
        'found bytes that are neither a .npy file nor text',
        'write it with numpy.save, or one number a line',
      );
    const chunks = csvValues(file, start, column);
    const format = { name: 'csv', type: 'decimal', epsilon: Number.EPSILON } as const;
    return { format, result: use(chunks), canReadAgain };
  });
}
