/**
 * The one error type that reaches a user, and the exit codes of the command line.
 *
 * A message says what is wrong, the value found, where, and what was expected; `hint` says what to do next.
 */

/** Exit codes of `gradvar`; documented in docs/exit-codes.md. */
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

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What went wrong, by stage; stable names that a program may match on. */
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

export class GradvarError extends Error {
  override readonly name = 'GradvarError';
  readonly code: ErrorCode;
  readonly exitCode: ExitCode;
  readonly hint: string;

  constructor(code: ErrorCode, exitCode: ExitCode, message: string, hint = '', cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.exitCode = exitCode;
    this.hint = hint;
  }
}
