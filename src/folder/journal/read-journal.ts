import { readSync } from 'node:fs';
import { inputError } from '../../files/input-error.ts';
import { damaged, faulty, otherVersion } from './journal-errors.ts';
import { isFault, type LineReader } from './line-reader.ts';
import { encodeRecord, headerOf, JOURNAL_VERSION, type StoredRecord } from './record.ts';
import { scanJournal, type JournalEnd, type ScannedLine } from './scan.ts';

/** A record of the plan and the line that holds it. */
export type FoundRecord = ScannedLine & { readonly found: StoredRecord };

/** How a journal ends that can be gone on with. */
export type GoodEnd = Exclude<JournalEnd, { kind: 'damaged' }>;

/**
 * Calls `visit` with each record of a journal that must be of one plan in every line; a torn end is told.
 *
 * @throws GradvarError JOURNAL_DAMAGED, INPUT_UNREADABLE (50), JOURNAL_FOREIGN (41), INTERRUPTED (130)
 */
export async function readJournal(
  path: string,
  file: number,
  reader: LineReader,
  visit: (found: FoundRecord) => void,
  signal?: AbortSignal,
): Promise<GoodEnd> {
  try {
    const end = await scanJournal(
      file,
      reader,
      (scanned) => {
        const { found, line } = scanned;
        if (isFault(found)) throw faulty(path, reader.grid, line, found);
        if (line === 1 && found.kind !== 'journal') throw headless(path);
        visit({ ...scanned, found });
        return undefined;
      },
      signal,
    );
    if (end.kind === 'damaged') {
      const where = `line ${end.line} (byte ${end.offset})`;
      throw damaged(path, `${where} is not what was written, and good lines follow it`);
    }
    if (end.kind === 'torn' && end.goodBytes === 0 && !isBegunHeader(file, reader)) {
      const version = strangeVersion(file);
      throw version === undefined ? headless(path) : otherVersion(path, version);
    }
    return end;
  } catch (error) {
    throw inputError(path, error);
  }
}

/** The format that a journal without a single whole line says it has, if it is not this one. */
export function strangeVersion(file: number): string | undefined {
  const version = /^\{"kind":"journal","version":(\d{1,9})\D/.exec(firstBytes(file))?.[1];
  return version === String(JOURNAL_VERSION) ? undefined : version;
}

/** Nothing is lost with a header that was not written to its end. */
export function isBegunHeader(file: number, { grid }: LineReader): boolean {
  return encodeRecord(headerOf(grid)).toString('latin1').startsWith(firstBytes(file));
}

function firstBytes(file: number): string {
  const bytes = Buffer.alloc(256);
  return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
}

function headless(path: string): Error {
  return damaged(path, 'its first line is not the header of a journal');
}
