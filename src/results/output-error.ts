import { EXIT, GradvarError } from '../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
  EISDIR: 'a folder of that name is in the way',
  ENOENT: 'the folder does not exist or has vanished',
  ENAMETOOLONG: 'the path is too long',
};

/** Turns a failed write into an error with exit code 50; errors that are gradvar's own pass through. */
export function outputError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  if (error instanceof GradvarError || !('syscall' in error)) return error;
  const reason = REASONS[error.code] ?? error.message;
  return new GradvarError(
    'OUTPUT_UNWRITABLE',
    EXIT.io,
    `cannot write ${path}: ${reason} (${error.code})`,
    'free or fix it and run the same command again, or choose another folder with --out',
    error,
  );
}
