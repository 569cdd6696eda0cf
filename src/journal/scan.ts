import { readSync } from 'node:fs';
import { decodeRecord, type JournalRecord } from './record.ts';

/** A record and where its line stands. */
export interface ScannedRecord {
  readonly record: JournalRecord;
  readonly offset: number;
  /** Bytes of the line, without its line feed. */
  readonly length: number;
}

/** How a journal ends: well, in a line that was not written to its end, or it is damaged before good records. */
export type JournalEnd =
  | { readonly kind: 'whole'; readonly bytes: number }
  | { readonly kind: 'torn'; readonly goodBytes: number; readonly bytes: number }
  | { readonly kind: 'damaged'; readonly offset: number; readonly line: number };

const LINE_FEED = 10;
const CHUNK = 1 << 20;

/**
 * Reads a journal from its first byte and calls `visit` for each good record, in their order.
 *
 * Whatever is bad up to the end of the file was being written when the machine stopped: it is torn. Bad lines with a
 * good one after them cannot come from that.
 */
export function scanJournal(file: number, visit: (found: ScannedRecord) => void): JournalEnd {
  let bad: { offset: number; line: number } | undefined;
  let damaged: { offset: number; line: number } | undefined;
  let line = 0;
  const bytes = eachLine(file, (text, offset, terminated) => {
    line += 1;
    const record = terminated ? decodeRecord(text) : undefined;
    if (record === undefined) bad ??= { offset, line };
    else {
      if (bad !== undefined) damaged ??= bad;
      visit({ record, offset, length: text.length });
    }
  });
  if (damaged !== undefined) return { kind: 'damaged', ...damaged };
  return bad === undefined ? { kind: 'whole', bytes } : { kind: 'torn', goodBytes: bad.offset, bytes };
}

/** Calls `visit` with each line, its offset, and whether a line feed ends it. Returns the bytes of the file. */
function eachLine(file: number, visit: (line: Buffer, offset: number, terminated: boolean) => void): number {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let position = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSync(file, chunk, 0, CHUNK, position);
    if (read === 0) break;
    position += read;
    const text = rest.length === 0 ? chunk.subarray(0, read) : Buffer.concat([rest, chunk.subarray(0, read)]);
    let start = 0;
    // A long line that spans chunks is searched again from its start: lines are short beside a chunk.
    for (let end = text.indexOf(LINE_FEED); end >= 0; end = text.indexOf(LINE_FEED, start)) {
      visit(text.subarray(start, end), offset + start, true);
      start = end + 1;
    }
    rest = text.subarray(start);
    offset += start;
  }
  if (rest.length > 0) visit(rest, offset, false);
  return position;
}
