import { EXIT, GradvarError } from '../errors.ts';
import { fileFailure } from '../file-failure.ts';

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

/** Turns a failed write into an error with exit code 50; other errors pass through. */
export function outputError(path: string, error: unknown): unknown {
  const failure = fileFailure(error, REASONS);
  if (failure === null) return error;
  return new GradvarError(
    'OUTPUT_UNWRITABLE',
    EXIT.io,
    `cannot write ${path}: ${failure}`,
    'free or fix it and run the same command again, or choose another folder with --out',
    error,
  );
}
