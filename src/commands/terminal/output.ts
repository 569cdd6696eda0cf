import { EXIT } from '../../errors.ts';
import { visibleLine, visibleText } from '../../text/visible.ts';

/*
 * All that is written to the terminal: stdout carries exactly one thing, talk goes to stderr. No other file
 * writes there, so nothing gets there that is not fit to be shown.
 */

/** Prints a document of lines. */
export function print(text: string): void {
  process.stdout.write(visibleText(text.endsWith('\n') ? text : `${text}\n`));
}

/** Prints a path or another single line. */
export function printLine(text: string): void {
  print(visibleLine(text));
}

/**
 * Prints a piece of a long text of a format that is fit to be shown as it was made; false once the reader has
 * seen enough and closed the pipe.
 */
export function printPiece(piece: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(piece, (error) => resolve(error === undefined || error === null));
  });
}

/** Each line stays one, whatever names are in it. */
export function say(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${visibleLine(line)}\n`);
}

/** Whether talk can be drawn over. */
export function isTerminal(): boolean {
  return process.stderr.isTTY && process.env['TERM'] !== 'dumb';
}

/** Draws a line of talk over the one before. */
export function drawLine(text: string): void {
  const { columns } = process.stderr;
  // Some terminals report a width of 0.
  process.stderr.write(`\r${visibleLine(text).slice(0, (columns > 1 ? columns : 80) - 1)}\u001b[K`);
}

/** Columns for help. */
export function helpWidth(): number {
  return Math.min(110, process.stdout.columns ?? 110);
}

/** What to do when nobody reads any more. */
export function watchReaders(): void {
  // A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    say(`gradvar: cannot write to standard output: ${error.message}`);
    process.exit(EXIT.io);
  });
  // Nobody listens: the work goes on.
  process.stderr.on('error', () => undefined);
}
