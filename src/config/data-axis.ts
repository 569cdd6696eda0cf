import { closeSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { readSamples } from '../check/reading/read-samples.ts';
import { GradvarError } from '../errors.ts';
import { requirePlainFile } from '../files/plain-file.ts';
import { valueProblem, type Checked } from './reading/problem.ts';

/** Values of x that a file holds. */
export interface DataColumn {
  readonly file: string;
  readonly column?: string | number | undefined;
}

/** Different values that a file may give: each is a cell. */
const MOST = 10_000;

/**
 * The different numbers of a column of a file of data, in their order there: each value of x is one of the
 * axis, however often it stands in the data.
 *
 * @param source path of the config, beside which the file lies
 */
export function columnValues({ file, column }: DataColumn, source: string): Checked<readonly number[]> {
  const invalid = (text: string): Checked<never> => ({
    kind: 'invalid',
    problems: [valueProblem(['x'], text)],
  });
  const path = isAbsolute(file) ? file : join(dirname(source), file);
  try {
    // A config is read again and again: a pipe would hang it.
    closeSync(requirePlainFile(path).descriptor);
    const { result } = readSamples(path, column === undefined ? null : String(column), null, (chunks) => {
      const found = new Set<number>();
      for (const chunk of chunks) {
        for (const value of chunk) found.add(value + 0);
        if (found.size > MOST) break;
      }
      return [...found];
    });
    if (result.length > MOST)
      return invalid(`found more than ${MOST} different values in ${path}, expected at most that many`);
    if (result.length === 0) return invalid(`found no number in ${path}, expected at least one`);
    const strange = result.find((value) => !Number.isFinite(value));
    if (strange !== undefined) return invalid(`found ${strange} in ${path}, expected finite numbers`);
    return { kind: 'valid', value: result };
  } catch (error) {
    if (error instanceof GradvarError) return invalid(error.message);
    throw error;
  }
}
