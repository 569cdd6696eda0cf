import { readSync } from 'node:fs';
import { hearSignals } from '../../files/hear-signals.ts';

/** A line of a file. */
export interface JournalLine {
  /** Without what ends it; null if it is longer than asked for. Good until the next line. */
  readonly text: Buffer | null;
  readonly offset: number;
  /** Whether a line feed ends it. */
  readonly isEnded: boolean;
}

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13] as const;
const CHUNK = 1 << 18;
/** A view of a buffer takes longer to make than to look at. */
const EMPTY = Buffer.alloc(0);

/**
 * Calls `visit` with each line of a file, which may end in CR LF too, and waits where it gives something to
 * wait for. Returns the bytes of the file. Takes time in the size of the file, whatever is in it, and memory
 * in the longest line asked for; between two chunks signals are heard.
 *
 * @throws GradvarError INTERRUPTED (130) once the signal is aborted
 */
export async function eachLine(
  file: number,
  longest: number,
  visit: (line: JournalLine) => Promise<void> | undefined,
  signal?: AbortSignal,
): Promise<number> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let position = 0;
  let offset = 0;

  /** Keeps the piece of a line whose end has not come, as far as anybody will want it. */
  function keep(piece: Buffer): void {
    begunBytes += piece.length;
    if (begunBytes > longest + 1) begun = [];
    else begun.push(Buffer.from(piece));
  }

  /** The line that ends with this piece. */
  function lineOf(piece: Buffer, isEnded: boolean): JournalLine {
    const bytes = begunBytes + piece.length;
    const whole = bytes > longest + 1 ? null : begun.length === 0 ? piece : Buffer.concat([...begun, piece]);
    const text = isEnded && whole?.at(-1) === CARRIAGE_RETURN ? whole.subarray(0, -1) : whole;
    if (begunBytes > 0) {
      begun = [];
      begunBytes = 0;
    }
    return { text: text !== null && text.length > longest ? null : text, offset, isEnded };
  }

  for (;;) {
    await hearSignals(signal);
    const read = readSync(file, chunk, 0, CHUNK, position);
    if (read === 0) break;
    const text = chunk.subarray(0, read);
    let start = 0;
    for (let end = text.indexOf(LINE_FEED); end >= 0; end = text.indexOf(LINE_FEED, start)) {
      const line = lineOf(end === start ? EMPTY : text.subarray(start, end), true);
      const waited = visit(line);
      if (waited !== undefined) await waited;
      start = end + 1;
      offset = position + start;
    }
    if (start < read) keep(text.subarray(start));
    position += read;
  }
  if (begunBytes > 0) await visit(lineOf(EMPTY, false));
  return position;
}
