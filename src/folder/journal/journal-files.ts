import { closeSync, readSync } from 'node:fs';
import { inputError } from '../../files/input-error.ts';
import { openPlainFile } from '../../files/plain-file.ts';
import { damaged } from './journal-errors.ts';
import { isFault, type LineReader } from './line-reader.ts';
import type { RecordPlace } from './range-index.ts';
import { decodeRecord, type JournalRecord } from './record.ts';

/** The journals of a plan, of which only some are open at a time: a system may allow a process no more. */
export interface JournalFiles {
  /** Undefined where there is none. @throws GradvarError INPUT_UNREADABLE (50) */
  readonly open: (source: number) => number | undefined;
  /** @throws GradvarError JOURNAL_DAMAGED, INPUT_UNREADABLE (50) */
  readonly read: (place: RecordPlace) => JournalRecord;
  readonly close: () => void;
}

const MOST_OPEN = 32;

export function journalFiles(reader: LineReader, paths: readonly string[]): JournalFiles {
  const opened = new Map<number, number>();

  function open(source: number): number | undefined {
    const known = opened.get(source);
    if (known !== undefined) return known;
    const descriptor = openPlainFile(paths[source]!)?.descriptor;
    if (descriptor === undefined) return undefined;
    const [oldest] = opened;
    if (opened.size === MOST_OPEN && oldest !== undefined) {
      closeSync(oldest[1]);
      opened.delete(oldest[0]);
    }
    opened.set(source, descriptor);
    return descriptor;
  }

  function lineAt({ source, offset, length }: RecordPlace): Buffer | undefined {
    const file = open(source);
    if (file === undefined) return undefined;
    const line = Buffer.allocUnsafe(length);
    try {
      return readSync(file, line, 0, length, offset) === length ? line : undefined;
    } catch (error) {
      throw inputError(paths[source]!, error);
    }
  }

  return {
    open,
    read(place) {
      const line = lineAt(place);
      const found = line === undefined ? undefined : reader.read(line);
      if (found !== undefined && !isFault(found)) return decodeRecord(found);
      throw damaged(
        paths[place.source]!,
        `the record at byte ${place.offset} changed while it was being read`,
      );
    },
    close() {
      for (const descriptor of opened.values()) closeSync(descriptor);
      opened.clear();
    },
  };
}
