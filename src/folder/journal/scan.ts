import type { LineFault, LineReader } from './line-reader.ts';
import { eachLine } from './lines.ts';
import type { StoredRecord } from './record.ts';

/** A whole line: a record, or something else that somebody wrote. */
export interface ScannedLine {
  readonly found: StoredRecord | LineFault;
  readonly text: Buffer;
  /** Number of the line, from 1. */
  readonly line: number;
  readonly offset: number;
}

/**
 * How a journal ends: well, in something that was not written to its end, or it is damaged before good lines.
 */
export type JournalEnd =
  | { readonly kind: 'whole'; readonly bytes: number }
  | {
      readonly kind: 'torn';
      readonly goodBytes: number;
      readonly bytes: number;
      /** Whether the end is one line that was begun, no longer than a record; else it may be anything. */
      readonly isBegunLine: boolean;
    }
  | { readonly kind: 'damaged'; readonly offset: number; readonly line: number };

/**
 * Reads a journal from its first byte and calls `visit` for each whole line, in their order.
 *
 * Whatever is bad up to the end of the file was being written when the machine stopped: it is torn. Bad lines
 * with a good one after them cannot come from that.
 *
 * @throws GradvarError INTERRUPTED (130) once the signal is aborted
 */
export async function scanJournal(
  file: number,
  { read, longest }: LineReader,
  visit: (found: ScannedLine) => Promise<void> | undefined,
  signal?: AbortSignal,
): Promise<JournalEnd> {
  let bad: { offset: number; line: number } | undefined;
  let damaged: { offset: number; line: number } | undefined;
  let isBegunLine = true;
  let line = 0;
  const bytes = await eachLine(
    file,
    longest,
    ({ text, offset, isEnded }) => {
      line += 1;
      const found = isEnded && text !== null ? read(text) : undefined;
      if (found === undefined) {
        bad ??= { offset, line };
        isBegunLine &&= !isEnded && text !== null;
        return undefined;
      }
      damaged ??= bad;
      return visit({ found, text: text!, offset, line });
    },
    signal,
  );
  if (damaged !== undefined) return { kind: 'damaged', ...damaged };
  if (bad === undefined) return { kind: 'whole', bytes };
  return { kind: 'torn', goodBytes: bad.offset, bytes, isBegunLine };
}
