import { crc32 } from 'node:zlib';
import { Gunzip, Inflate } from 'fflate';
import { CHUNK, type OpenFile } from './file-chunks.ts';
import { malformed } from './samples-error.ts';

/** Compressed bytes that are unpacked at once: no more than a thousand times as many come out. */
const PIECE = 1 << 14;

/** What unpacks: bytes in, bytes out as they come. */
interface Unpacker {
  readonly push: (bytes: Uint8Array, isLast: boolean) => void;
}

/**
 * The content of a file that is compressed by gzip, as a file.
 *
 * @param start what has been read of the file before
 */
export function gunzipped(file: OpenFile, start: Buffer): OpenFile {
  let trailer = Buffer.alloc(0);
  const out = unpackedBytes((emit) => {
    const stream = new Gunzip((bytes) => emit(bytes));
    stream.onmember = () => out.startSum();
    return stream;
  });
  let first: Buffer | null = start;
  const next = (): Buffer => {
    const bytes = first ?? file.read(PIECE);
    first = null;
    trailer = Buffer.concat([trailer, bytes]).subarray(-8);
    return bytes;
  };
  const isWhole = () =>
    trailer.length === 8 &&
    trailer.readUInt32LE(0) === out.sum() &&
    trailer.readUInt32LE(4) === out.length() % 0x100000000;
  return streamed(file.path, out, next, isWhole);
}

/** A part of a file that is packed by deflate, as a file. */
export function inflated(
  path: string,
  next: () => Buffer,
  whole: { readonly sum: number; readonly length: number },
): OpenFile {
  const out = unpackedBytes((emit) => new Inflate((bytes) => emit(bytes)));
  return streamed(path, out, next, () => out.sum() === whole.sum && out.length() === whole.length);
}

/** Unpacked bytes that wait, and the checksum of all so far. */
function unpackedBytes(make: (emit: (bytes: Uint8Array) => void) => Unpacker) {
  let waiting: Uint8Array[] = [];
  let [sum, length] = [0, 0];
  const unpacker = make((bytes) => {
    if (bytes.length === 0) return;
    sum = crc32(bytes, sum);
    length += bytes.length;
    waiting.push(bytes);
  });
  return {
    push: unpacker.push.bind(unpacker),
    startSum: () => ([sum, length] = [0, 0]),
    sum: () => sum,
    length: () => length,
    take: (): Uint8Array | undefined => waiting[0],
    /** Leaves all but the first `count` bytes of what `take` gave. */
    drop(count: number): void {
      const [head, ...others] = waiting;
      waiting = head === undefined || count >= head.length ? others : [head.subarray(count), ...others];
    },
  };
}

function streamed(
  path: string,
  out: ReturnType<typeof unpackedBytes>,
  next: () => Buffer,
  isWhole: () => boolean,
): OpenFile {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let hasMore = true;
  const unpack = () => {
    const bytes = next();
    hasMore = bytes.length > 0;
    try {
      out.push(Uint8Array.from(bytes), !hasMore);
    } catch {
      throw damaged(path);
    }
    if (!hasMore && !isWhole()) throw damaged(path);
  };
  const read = (most = CHUNK) => {
    const wanted = Math.min(most, CHUNK);
    let filled = 0;
    while (filled < wanted) {
      const bytes = out.take();
      if (bytes === undefined) {
        if (!hasMore) break;
        unpack();
        continue;
      }
      const count = Math.min(bytes.length, wanted - filled);
      buffer.set(bytes.subarray(0, count), filled);
      out.drop(count);
      filled += count;
    }
    return buffer.subarray(0, filled);
  };
  return { path, size: null, read, readAt: null };
}

function damaged(path: string) {
  return malformed(
    path,
    '',
    'what is compressed in it is damaged or cut off',
    'write or copy it again, and look with gzip -t or unzip -t',
  );
}
