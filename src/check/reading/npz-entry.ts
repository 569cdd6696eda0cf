import { nearestName } from '../../formula/names.ts';
import { CHUNK, type OpenFile } from './file-chunks.ts';
import { listed, malformed } from './samples-error.ts';
import { inflated } from './streamed-file.ts';

/** An array in a .npz file, which is a zip archive of .npy files. */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly length: number;
  /** Of its own header, which the bytes follow. */
  readonly at: number;
}

const STORED = 0;
const DEFLATED = 8;

/**
 * The array of a .npz file that was asked for, or the only one, as a file.
 *
 * Source: APPNOTE.TXT of PKWARE, 4.3 and 4.5.3 (sizes beyond 4 GB).
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2)
 */
export function npzEntry(file: OpenFile, key: string | null): OpenFile {
  const { path, readAt } = file;
  if (readAt === null)
    throw malformed(
      path,
      '',
      'found a zip archive (.npz), which only a plain file can be read as',
      'save it as a file, or one array with numpy.save',
    );
  const arrays = entriesOf(file).filter(({ name }) => name.endsWith('.npy'));
  const entry = chosen(path, arrays, key);
  const header = Buffer.from(readAt(entry.at, 30));
  if (header.length < 30) throw damaged(path);
  const begin = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  let done = 0;
  const next = (most = CHUNK) => {
    const bytes = readAt(begin + done, Math.min(most, entry.packed - done));
    done += bytes.length;
    return bytes;
  };
  const label = `${path}, array ${entry.name.slice(0, -4)}`;
  if (entry.method === DEFLATED) return inflated(label, () => next(1 << 14), entry);
  if (entry.method !== STORED || entry.packed !== entry.length) throw damaged(path);
  const at = (position: number, most: number) =>
    readAt(begin + position, Math.min(most, Math.max(0, entry.length - position)));
  return { path: label, size: entry.length, read: next, readAt: at };
}

function chosen(path: string, arrays: readonly Entry[], key: string | null): Entry {
  const keys = arrays.map(({ name }) => name.slice(0, -4));
  if (arrays.length === 0)
    throw malformed(
      path,
      '',
      'found a zip archive without a .npy file (.pt, .xlsx and others are such)',
      'save the array by itself: numpy.save("samples.npy", array)',
    );
  const entry = key === null ? arrays[0]! : arrays[keys.indexOf(key)];
  if (entry !== undefined && (key !== null || arrays.length === 1)) return entry;
  if (key === null)
    throw malformed(
      path,
      '',
      `found ${keys.length} arrays (${listed(keys)}), expected one`,
      'say which: --key NAME',
    );
  const near = nearestName(key, keys);
  throw malformed(
    path,
    '',
    `no array is called '${key}'; there are ${listed(keys)}`,
    near === null ? '' : `did you mean ${near}?`,
  );
}

/** The directory at the end of the archive. */
function entriesOf({ path, size, readAt }: OpenFile): readonly Entry[] {
  const from = Math.max(0, size! - (22 + 0xffff));
  const tail = Buffer.from(readAt!(from, size! - from));
  const end = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > tail.length) throw damaged(path);
  let [count, bytes, at] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  if (at === 0xffffffff || count === 0xffff) {
    const locator = tail.subarray(Math.max(0, end - 20), end);
    if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) throw damaged(path);
    const large = Buffer.from(readAt!(Number(locator.readBigUInt64LE(8)), 56));
    if (large.length < 56) throw damaged(path);
    [count, bytes, at] = [32, 40, 48].map((place) => Number(large.readBigUInt64LE(place))) as [
      number,
      number,
      number,
    ];
  }
  const directory = Buffer.from(readAt!(at, Math.min(bytes, CHUNK)));
  const entries: Entry[] = [];
  for (let place = 0; entries.length < count && place + 46 <= directory.length;) {
    if (directory.readUInt32LE(place) !== 0x02014b50) throw damaged(path);
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(place + field)) as [
      number,
      number,
      number,
    ];
    const extras = directory.subarray(place + 46 + name, place + 46 + name + extra);
    entries.push({
      name: directory.toString('utf8', place + 46, place + 46 + name),
      method: directory.readUInt16LE(place + 10),
      sum: directory.readUInt32LE(place + 16),
      ...sizesOf(directory.subarray(place, place + 46), extras),
    });
    place += 46 + name + extra + comment;
  }
  return entries;
}

/** Sizes that do not fit stand in a further field, in this order. */
function sizesOf(header: Buffer, extras: Buffer): Pick<Entry, 'packed' | 'length' | 'at'> {
  let large = Buffer.alloc(0);
  for (let place = 0; place + 4 <= extras.length; place += 4 + extras.readUInt16LE(place + 2))
    if (extras.readUInt16LE(place) === 1)
      large = Buffer.from(extras.subarray(place + 4, place + 4 + extras.readUInt16LE(place + 2)));
  let used = 0;
  const sizeAt = (place: number): number => {
    const size = header.readUInt32LE(place);
    if (size !== 0xffffffff || used + 8 > large.length) return size;
    used += 8;
    return Number(large.readBigUInt64LE(used - 8));
  };
  const length = sizeAt(24);
  const packed = sizeAt(20);
  return { length, packed, at: sizeAt(42) };
}

function damaged(path: string) {
  return malformed(
    path,
    '',
    'found a zip archive that cannot be read',
    'write it again with numpy.savez, or one array with numpy.save',
  );
}
