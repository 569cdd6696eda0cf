import { closeSync, read } from 'node:fs';
import { promisify } from 'node:util';
import { requirePlainFile, type PlainFile } from '../files/plain-file.ts';

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
  const files: PlainFile[] = [];
  const [a, b] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
  let lines = 0;
  try {
    const [left, right] = [base, next].map((path) => {
      const file = requirePlainFile(path);
      files.push(file);
      return file;
    }) as [PlainFile, PlainFile];
    if (left.bytes !== right.bytes) return { kind: 'different' };
    for (let at = 0; ;) {
      const [one, two] = await Promise.all([
        readAt(left.descriptor, a, 0, PIECE, at),
        readAt(right.descriptor, b, 0, PIECE, at),
      ]);
      const count = Math.min(one.bytesRead, two.bytesRead);
      if (one.bytesRead === 0 && two.bytesRead === 0) return { kind: 'identical', lines };
      if (count === 0 || a.compare(b, 0, count, 0, count) !== 0) return { kind: 'different' };
      lines += lineFeeds(a.subarray(0, count));
      at += count;
    }
  } finally {
    for (const { descriptor } of files) closeSync(descriptor);
  }
}

const readAt = promisify(read);

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
