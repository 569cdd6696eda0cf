import { EXIT, GradvarError } from '../../errors.ts';
import { fileFailure, READ_FAILURES } from '../../files/file-failure.ts';

/** A file of samples that is not what it should be: `path, place: text`; exit 2. */
export function malformed(path: string, place: string, text: string, hint = ''): GradvarError {
  const where = place === '' ? path : `${path}, ${place}`;
  return new GradvarError('SAMPLES_INVALID', EXIT.usage, `${where}: ${text}`, hint);
}

/** What to do about a row that holds no finite number. */
export const KEEP_ROWS =
  'every row is one gradient; rows must not be dropped, for that would change the mean';

/** Names of columns or arrays as a message tells them: not all, where there are many. */
export function listed(names: readonly string[]): string {
  return names.slice(0, MOST_LISTED).join(', ') + (names.length > MOST_LISTED ? ', …' : '');
}

const MOST_LISTED = 12;

/** A file that cannot be opened or read; exit 50. Other errors pass through. */
export function unreadable(path: string, error: unknown): unknown {
  const failure = fileFailure(error, READ_FAILURES);
  if (failure === null) return error;
  const text = `cannot read ${path}: ${failure}`;
  return new GradvarError(
    'SAMPLES_UNREADABLE',
    EXIT.io,
    text,
    'give the path of a .csv or .npy file that can be read',
    error,
  );
}
