import { EXIT, GradvarError } from '../errors.ts';
import { fileFailure, READ_FAILURES } from './file-failure.ts';

/** Turns a failed read into an error with exit code 50; other errors pass through. */
export function inputError(path: string, error: unknown): unknown {
  const failure = fileFailure(error, READ_FAILURES);
  if (failure === null) return error;
  const text = `cannot read ${path}: ${failure}`;
  return new GradvarError('INPUT_UNREADABLE', EXIT.io, text, 'check the path and its permissions', error);
}
