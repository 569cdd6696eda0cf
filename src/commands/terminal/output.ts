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

/** The words of a command line without --no-color, which is obeyed as NO_COLOR is. */
export function withoutColor(argv: readonly string[]): readonly string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const kept = argv.filter((word, i) => i >= end || word !== '--no-color');
  if (kept.length < argv.length) process.env['NO_COLOR'] = '1';
  return kept;
}

/** What a part of a line stands for: it is plain, or says which of two is ahead, and how clearly. */
export type Tone = 'plain' | 'first' | 'first-clearly' | 'even' | 'second' | 'second-clearly';

export interface StyledPiece {
  readonly text: string;
  readonly tone: Tone;
}

/** Orange and blue as on the page, black or white on them: at least 6 to 1 on any terminal. */
const PAINT: Readonly<Record<Tone, string>> = {
  plain: '',
  'first-clearly': '30;48;5;208',
  first: '30;48;5;223',
  even: '30;48;5;252',
  second: '30;48;5;153',
  'second-clearly': '97;48;5;25',
};

/** Lines in color where that is wanted: on a terminal, unless NO_COLOR is set. */
function painted(lines: readonly (readonly StyledPiece[])[], { isTTY }: NodeJS.WriteStream): string {
  const isPlain = !isTTY || (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb';
  const paint = ({ text, tone }: StyledPiece): string =>
    isPlain || tone === 'plain' ? visibleLine(text) : `\u001b[${PAINT[tone]}m${visibleLine(text)}\u001b[0m`;
  return lines.map((line) => `${line.map(paint).join('')}\n`).join('');
}

/** Prints lines in color. */
export function printPainted(lines: readonly (readonly StyledPiece[])[]): void {
  process.stdout.write(painted(lines, process.stdout));
}

/** Says lines in color. */
export function sayPainted(lines: readonly (readonly StyledPiece[])[]): void {
  process.stderr.write(painted(lines, process.stderr));
}

/** Columns of the terminal, or of a page without one. */
export function lineWidth(): number {
  const { columns } = process.stdout.isTTY ? process.stdout : process.stderr;
  return columns > 1 ? columns : 100;
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
