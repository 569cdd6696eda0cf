import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { unreadable } from './samples-error.ts';

/** Bytes read at once: what bounds the memory. */
export const CHUNK = 1 << 20;

/** An open file. */
export interface OpenFile {
  readonly path: string;
  /** Bytes of a regular file; null for a pipe, which tells no size. */
  readonly size: number | null;
  /**
   * The bytes from where the last read ended, at most `most` at once. The buffer is used again: a chunk holds
   * until the next one is asked for.
   *
   * @throws GradvarError SAMPLES_UNREADABLE (exit 50)
   */
  readonly read: (most?: number) => Buffer;
  /** The bytes from any place; null for a pipe. The buffer is used again. */
  readonly readAt: ((position: number, most: number) => Buffer) | null;
}

/**
 * Opens a file, hands it to `use` and closes it, whatever happens. `-` is standard input.
 *
 * @throws GradvarError SAMPLES_UNREADABLE (exit 50)
 */
export function withFile<T>(path: string, use: (file: OpenFile) => T): T {
  const file = guarded(path, () => (path === '-' ? standardInput() : openSync(path, 'r')));
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    const isFile = guarded(path, () => fstatSync(file)).isFile();
    const size = isFile ? fstatSync(file).size : null;
    const read = (most = CHUNK) => guarded(path, () => fill(file, buffer, Math.min(most, CHUNK), null));
    const readAt = (position: number, most: number) =>
      guarded(path, () => fill(file, buffer, Math.min(most, CHUNK), position));
    return use({ path: path === '-' ? 'standard input' : path, size, read, readAt: isFile ? readAt : null });
  } finally {
    closeSync(file);
  }
}

/** So many bytes from a place of a plain file, in a buffer of their own; fewer at the end. */
export function fileBytes({ readAt }: OpenFile, from: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let done = 0;
  while (done < count) {
    const piece = readAt!(from + done, count - done);
    if (piece.length === 0) break;
    bytes.set(piece, done);
    done += piece.length;
  }
  return bytes.subarray(0, done);
}

/** By its name where that can be opened, for descriptor 0 may be set not to wait; a socket has none. */
function standardInput(): number {
  try {
    return openSync('/dev/stdin', 'r');
  } catch {
    return 0;
  }
}

/** As many bytes as asked for, fewer only at the end: a pipe gives them in small pieces. */
function fill(file: number, buffer: Buffer, most: number, position: number | null): Buffer {
  let filled = 0;
  while (filled < most) {
    const at = position === null ? null : position + filled;
    const bytes = readSync(file, buffer, filled, most - filled, at);
    if (bytes === 0) break;
    filled += bytes;
  }
  return buffer.subarray(0, filled);
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unreadable(path, error);
  }
}
