import { GradvarError } from '../errors.ts';

/** Why reading fails, by the system's code. */
export const READ_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EIO: 'the device cannot read it',
};

/**
 * What the system said of a call on a file, as `reason (CODE)`; null for any other error, gradvar's own
 * included. Paths that Node does not even hand to the system count too.
 */
export function fileFailure(error: unknown, reasons: Readonly<Record<string, string>>): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  if (error.code === 'ERR_INVALID_ARG_VALUE' && error.message.includes('null bytes'))
    return 'the path holds a NUL character';
  if (error instanceof GradvarError || !('syscall' in error)) return null;
  return `${reasons[error.code] ?? error.message} (${error.code})`;
}
