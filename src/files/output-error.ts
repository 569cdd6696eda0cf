import { EXIT, GradvarError } from '../errors.ts';
import { fileFailure } from './file-failure.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file or a link of that name is in the way',
  EISDIR: 'a folder of that name is in the way',
  ENOENT: 'the folder does not exist or has vanished',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'a part of the path is a link that must not be followed, or one that leads back to itself',
};

/** Turns a failed write into an error with exit code 50; other errors pass through. */
export function outputError(path: string, error: unknown): unknown {
  const failure = fileFailure(error, REASONS);
  return failure === null ? error : unwritable(path, failure, error);
}

/** For what must not be written over, though the system would let it. */
export function unwritable(path: string, reason: string, cause?: unknown): GradvarError {
  return new GradvarError(
    'OUTPUT_UNWRITABLE',
    EXIT.io,
    `cannot write ${path}: ${reason}`,
    'free or fix it and run the same command again, or choose another folder with --out',
    cause,
  );
}
