import { shortened, visibleLine, visibleLines } from './text/visible.ts';

/**
 * The one error type that reaches a user, and the exit codes of the command line.
 *
 * A message says what is wrong, the value found, where, and what was expected; `hint` says what to do next.
 * Names, paths and values in it may come from anywhere, so it is made fit to be shown here: a message of
 * several lines is given as such.
 */

/**
 * Exit codes of `gradvar`; documented in docs/exit-codes.md.
 *
 * @example
 * EXIT.usage; // → 2
 */
export const EXIT = {
  ok: 0,
  internal: 1,
  usage: 2,
  gateFailed: 20,
  inconclusive: 21,
  cellsFailed: 30,
  incomplete: 31,
  refused: 40,
  foreign: 41,
  io: 50,
  stopped: 75,
  interrupted: 130,
  terminated: 143,
} as const;

/**
 * One of the exit codes of `gradvar`.
 *
 * @example
 * const code: ExitCode = EXIT.ok;
 */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * What went wrong, by stage; stable names that a program may match on.
 *
 * @example
 * const code: ErrorCode = 'FORMULA_INVALID';
 */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'CONFIG_UNREADABLE'
  | 'FORMULA_INVALID'
  | 'USAGE'
  | 'FOLDER_OTHER_PLAN'
  | 'FOLDER_LOCKED'
  | 'FOLDER_DAMAGED'
  | 'FOLDER_FOREIGN'
  | 'JOURNAL_DAMAGED'
  | 'JOURNAL_FOREIGN'
  | 'INPUT_UNREADABLE'
  | 'CELL_FAILED'
  | 'SHARDS_MISSING'
  | 'SHARDS_FOREIGN'
  | 'SHARDS_DIFFER'
  | 'NOTHING_TO_RESUME'
  | 'RESULT_MISSING'
  | 'RESULT_INCOMPLETE'
  | 'RESULT_FOREIGN'
  | 'RESULT_DAMAGED'
  | 'OUTPUT_UNWRITABLE'
  | 'SAMPLES_INVALID'
  | 'SAMPLES_UNREADABLE'
  | 'WORKER_UNAVAILABLE'
  | 'PORT_UNAVAILABLE'
  | 'PACKAGE_MISSING'
  | 'INTERRUPTED'
  | 'INTERNAL';

/** Characters of a line of a message: two paths of the longest kind, and not a file that is one line. */
const LONGEST_LINE = 10_000;

/**
 * What every failure is told by: a stable code, an exit code, a message that says what was found and where,
 * and what to do.
 *
 * @example
 * try {
 *   parseFormula('sin(');
 * } catch (error) {
 *   if (error instanceof GradvarError) console.log(error.code, error.exitCode, error.message);
 * }
 */
export class GradvarError extends Error {
  override readonly name = 'GradvarError';
  readonly code: ErrorCode;
  readonly exitCode: ExitCode;
  readonly hint: string;

  constructor(
    code: ErrorCode,
    exitCode: ExitCode,
    message: string | readonly string[],
    hint = '',
    cause?: unknown,
  ) {
    super(
      visibleLines([message].flat().map((line) => shortened(line, LONGEST_LINE))),
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.exitCode = exitCode;
    this.hint = visibleLine(hint);
  }
}

/** A command line that asks for what cannot be; without a hint, the help of the command is named. */
export function usage(message: string, hint = ''): GradvarError {
  return new GradvarError('USAGE', EXIT.usage, message, hint);
}

/** What was asked for was stopped on the way; what is safe by then stays so. */
export function interrupted(): GradvarError {
  return new GradvarError('INTERRUPTED', EXIT.interrupted, 'the run was stopped before it ended');
}
