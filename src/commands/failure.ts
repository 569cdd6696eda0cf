import { EXIT, GradvarError, type ExitCode } from '../errors.ts';
import { say } from './output.ts';

/** Prints a failure on stderr as a sentence, a stack trace only for a bug; returns the exit code. */
export function reportFailure(error: unknown): ExitCode {
  if (error instanceof GradvarError) {
    say(...`gradvar: ${error.message}`.split('\n'), ...(error.hint === '' ? [] : [`  ${error.hint}`]));
    return error.exitCode;
  }
  if (error instanceof Error && error.name === 'YError') {
    say(`gradvar: ${error.message}`, '  see `gradvar --help`');
    return EXIT.usage;
  }
  const found = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say('gradvar: internal error, please report it with what follows', ...found.split('\n'));
  return EXIT.internal;
}
