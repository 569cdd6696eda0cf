import type { OpenFile } from './file-chunks.ts';
import { malformed } from './samples-error.ts';

/** No line of numbers is longer; without a limit a file without line ends would be held in memory whole. */
const LONGEST_LINE = 1 << 16;

/**
 * Runs of whole lines, as text of one character a byte; only the last line may lack its end.
 *
 * @param start what has been read of the file before
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function* textRuns(file: OpenFile, start: Buffer): Iterable<string> {
  let carry = start.toString('latin1');
  for (;;) {
    const bytes = file.read();
    if (bytes.length === 0) break;
    const text = carry + bytes.toString('latin1');
    const end = text.lastIndexOf('\n') + 1;
    if (text.length - end > LONGEST_LINE) throw tooLong(file.path);
    if (end > 0) yield text.slice(0, end);
    carry = text.slice(end);
  }
  if (carry !== '') yield carry;
}

function tooLong(path: string) {
  return malformed(
    path,
    '',
    `a line is longer than ${LONGEST_LINE} characters, expected one row of numbers a line`,
    'write one gradient a line, or use .npy',
  );
}
