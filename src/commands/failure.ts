import { EXIT, GradvarError, type ExitCode } from '../errors.ts';

/** Prints a failure on stderr as a sentence, a stack trace only for a bug; returns the exit code. */
export function reportFailure(error: unknown): ExitCode {
  if (error instanceof GradvarError) {
    process.stderr.write(`gradvar: ${error.message}\n`);
    if (error.hint !== '') process.stderr.write(`  ${error.hint}\n`);
    return error.exitCode;
  }
  if (error instanceof Error && error.name === 'YError') {
    process.stderr.write(`gradvar: ${error.message}\n  see \`gradvar --help\`\n`);
    return EXIT.usage;
  }
  process.stderr.write(`gradvar: internal error, please report it with what follows\n`);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.internal;
}
