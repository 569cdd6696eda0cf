import type { ServerResponse } from 'node:http';
import type { RowsSoFar } from './rows-so-far.ts';

/** Readers at the same time. */
const MOST_READERS = 32;

/** A reader that takes nothing for so many milliseconds is dropped. */
const PATIENCE = 30_000;

/**
 * Sends every reader what it has not seen. Of a reader that is slow one piece waits, of one that is stuck
 * nothing for long.
 */
export interface EventStream {
  readonly isFull: () => boolean;
  /** Bytes that wait in memory for readers to take them. */
  readonly waitingBytes: () => number;
  readonly add: (response: ServerResponse, rowsSeen: number) => void;
  /** Sends what is new to all who can take it, and drops who is stuck. */
  readonly tick: (now?: number) => void;
  readonly progress: (event: Buffer) => void;
  /** The last event. Resolves once every reader has it, or after so many milliseconds. */
  readonly end: (event: Buffer, milliseconds: number) => Promise<void>;
}

interface Reader {
  readonly response: ServerResponse;
  nextPiece: number;
  progress: Buffer | undefined;
  /** Since when it has taken nothing; undefined if nothing waits for it. */
  waitingSince: number | undefined;
  hasEnded: boolean;
}

function newReader(response: Reader['response'], nextPiece: number): Reader {
  return { response, nextPiece, progress: undefined, waitingSince: undefined, hasEnded: false };
}

export function eventStream(rows: RowsSoFar): EventStream {
  const readers = new Set<Reader>();
  let progress: Buffer | undefined;
  let last: Buffer | undefined;
  let onEmpty = (): void => undefined;

  function remove(reader: Reader): void {
    readers.delete(reader);
    if (readers.size === 0) onEmpty();
  }

  function next(reader: Reader): Buffer | undefined {
    const piece = rows.pieces[reader.nextPiece];
    if (piece !== undefined) {
      reader.nextPiece += 1;
      return piece;
    }
    if (progress === reader.progress) return undefined;
    reader.progress = progress;
    return progress;
  }

  function send(reader: Reader): void {
    while (reader.waitingSince === undefined && !reader.hasEnded) {
      const event = next(reader);
      if (event !== undefined) {
        if (!reader.response.write(event)) reader.waitingSince = performance.now();
      } else if (last !== undefined) {
        reader.hasEnded = true;
        reader.response.end(last);
      } else return;
    }
  }

  return {
    isFull: () => readers.size >= MOST_READERS,
    waitingBytes: () =>
      [...readers].reduce((sum, { response }) => sum + (response.destroyed ? 0 : response.writableLength), 0),
    add(response, rowsSeen) {
      const reader = newReader(response, rows.pieceAfter(rowsSeen));
      readers.add(reader);
      response.on('drain', () => {
        reader.waitingSince = undefined;
        send(reader);
      });
      response.on('close', () => remove(reader));
      response.on('error', () => response.destroy());
      response.write('retry: 2000\n\n');
      rows.seal();
      send(reader);
    },
    tick(now = performance.now()) {
      if (readers.size > 0) rows.seal();
      for (const reader of readers) {
        if (reader.waitingSince !== undefined && now - reader.waitingSince > PATIENCE)
          reader.response.destroy();
        else send(reader);
      }
    },
    progress(event) {
      progress = event;
    },
    async end(event, milliseconds) {
      rows.seal();
      last = event;
      for (const reader of readers) send(reader);
      if (readers.size === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        onEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
