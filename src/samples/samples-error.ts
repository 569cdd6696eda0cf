import { EXIT, GradvarError } from '../errors.ts';

/** A file of samples that is not what it should be: `path, place: text`; exit 2. */
export function malformed(path: string, place: string, text: string, hint = ''): GradvarError {
  const where = place === '' ? path : `${path}, ${place}`;
  return new GradvarError('SAMPLES_INVALID', EXIT.usage, `${where}: ${text}`, hint);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EIO: 'the device failed',
};

/** A file that cannot be opened or read; exit 50. Errors that are gradvar's own pass through. */
export function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  if (error instanceof GradvarError || !('syscall' in error)) return error;
  const reason = REASONS[error.code] ?? error.message;
  return new GradvarError(
    'SAMPLES_UNREADABLE',
    EXIT.io,
    `cannot read ${path}: ${reason} (${error.code})`,
    'give the path of a .csv or .npy file that can be read',
    error,
  );
}
