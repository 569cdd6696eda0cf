import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import type { DurableFile } from '../../files/durable-file.ts';
import { inputError } from '../../files/input-error.ts';
import { openPlainFile } from '../../files/plain-file.ts';

/** A file that is not written but held against what would be: it is read along, piece by piece. */
export interface ComparedFile extends DurableFile {
  /**
   * The first line, from 1, in which the file differs; undefined if it holds the same bytes. To be asked
   * after `commit`.
   */
  readonly differsInLine: () => number | undefined;
}

const LINE_FEED = 10;

/**
 * @throws GradvarError INPUT_UNREADABLE (50), also from `write` and `commit`; a file that is not there is
 *   empty
 */
export function openCompared(path: string): ComparedFile {
  const descriptor = openPlainFile(path)?.descriptor;
  const hash = createHash('sha256');
  let bytes = 0;
  let line = 1;
  let isSame = true;
  let isOpen = descriptor !== undefined;

  function piece(length: number): Uint8Array {
    const found = Buffer.allocUnsafe(length);
    let done = 0;
    try {
      for (let read = -1; descriptor !== undefined && read !== 0 && done < length; done += read)
        read = readSync(descriptor, found, done, length - done, bytes + done);
    } catch (error) {
      throw inputError(path, error);
    }
    return found.subarray(0, done);
  }

  function compare(wanted: Uint8Array): void {
    hash.update(wanted);
    const found = isSame ? piece(wanted.length) : wanted;
    for (let i = 0; i < wanted.length && isSame; i += 1) {
      if (found[i] !== wanted[i]) isSame = false;
      else if (wanted[i] === LINE_FEED) line += 1;
    }
    bytes += wanted.length;
  }

  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- a failure is one of the promise
    write: async (wanted) => compare(wanted),
    // eslint-disable-next-line @typescript-eslint/require-await -- likewise
    async commit() {
      if (isSame && piece(1).length > 0) isSame = false;
      return { sha256: hash.digest('hex'), bytes };
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- likewise
    async discard() {
      if (isOpen) closeSync(descriptor!);
      isOpen = false;
    },
    differsInLine: () => (isSame ? undefined : line),
  };
}
