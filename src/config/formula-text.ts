import { GradvarError } from '../errors.ts';

/** A formula's error, its caret block kept as it is. Errors: throws what is none of ours. */
export function formulaText(error: unknown): string {
  if (!(error instanceof GradvarError)) throw error;
  return error.hint === '' ? error.message : `${error.message}\n${error.hint}`;
}
