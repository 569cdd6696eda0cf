import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { unreadable } from './samples-error.ts';

/** Bytes read at once: what bounds the memory. */
const CHUNK = 1 << 20;

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
}

/**
 * Opens a file, hands it to `use` and closes it, whatever happens.
 *
 * @throws GradvarError SAMPLES_UNREADABLE (exit 50)
 */
export function withFile<T>(path: string, use: (file: OpenFile) => T): T {
  const file = guarded(path, () => openSync(path, 'r'));
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    const facts = guarded(path, () => fstatSync(file));
    const read = (most = CHUNK) => guarded(path, () => fill(file, buffer, Math.min(most, CHUNK)));
    return use({ path, size: facts.isFile() ? facts.size : null, read });
  } finally {
    closeSync(file);
  }
}

/** As many bytes as asked for, fewer only at the end: a pipe gives them in small pieces. */
function fill(file: number, buffer: Buffer, most: number): Buffer {
  let filled = 0;
  while (filled < most) {
    const bytes = readSync(file, buffer, filled, most - filled, null);
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
