import { open, type FileHandle } from 'node:fs/promises';
import { inputError } from '../results/input-error.ts';

/** Whether two files hold the same bytes, and how many lines that are. */
export type ByteComparison =
  { readonly kind: 'identical'; readonly lines: number } | { readonly kind: 'different' };

const PIECE = 1 << 20;
const LINE_FEED = 10;

/**
 * Tier 0: compares two files byte by byte, and stops at the first difference.
 *
 * @throws GradvarError INPUT_UNREADABLE (50)
 */
export async function compareBytes(base: string, next: string): Promise<ByteComparison> {
  const files = await Promise.all([openFile(base), openFile(next)]);
  const [left, right] = files;
  const [a, b] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
  let lines = 0;
  try {
    if ((await left.stat()).size !== (await right.stat()).size) return { kind: 'different' };
    for (let at = 0; ;) {
      const [one, two] = await Promise.all([left.read(a, 0, PIECE, at), right.read(b, 0, PIECE, at)]);
      const count = Math.min(one.bytesRead, two.bytesRead);
      if (one.bytesRead === 0 && two.bytesRead === 0) return { kind: 'identical', lines };
      if (count === 0 || a.compare(b, 0, count, 0, count) !== 0) return { kind: 'different' };
      lines += lineFeeds(a.subarray(0, count));
      at += count;
    }
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw inputError(path, error);
  }
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
