import { EXIT, GradvarError } from '../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EIO: 'the device cannot read it',
};

/** Turns a failed read into an error with exit code 50; errors that are gradvar's own pass through. */
export function inputError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  if (error instanceof GradvarError || !('syscall' in error)) return error;
  const reason = REASONS[error.code] ?? error.message;
  return new GradvarError(
    'INPUT_UNREADABLE',
    EXIT.io,
    `cannot read ${path}: ${reason} (${error.code})`,
    'check the path and its permissions',
    error,
  );
}
