import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { outputError, unwritable } from './output-error.ts';

/** What the seal records of a file. */
export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * A file that a reader sees as it was before or as the whole new one: temp file, fsync, rename, fsync of the
 * folder. Nothing outside of its folder changes, whoever else may write there: the temp file has a random
 * name and is made anew, and a link that stands under the file's own name is replaced, not followed.
 */
export interface DurableFile {
  /** In the order of the calls, also of those that are not waited for; after a failure each fails. */
  write(bytes: Uint8Array): Promise<void>;
  commit(): Promise<FileDigest>;
  /** Leaves nothing behind; harmless after `commit`. */
  discard(): Promise<void>;
}

/** @throws GradvarError OUTPUT_UNWRITABLE (50), also from every method */
export async function openDurably(path: string): Promise<DurableFile> {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await guarded(path, async () => {
    await refuseOtherThanFile(path);
    return open(temporary, 'wx');
  });
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await file.close();
  };
  let written = Promise.resolve();
  const append = async (piece: Uint8Array) => {
    await file.writeFile(piece);
    hash.update(piece);
    bytes += piece.length;
  };
  return {
    write: (piece) => {
      written = written.then(() => guarded(path, () => append(piece)));
      return written;
    },
    commit: () =>
      guarded(path, async () => {
        await written;
        await file.sync();
        await close();
        await rename(temporary, path);
        await syncFolder(dirname(path));
        return { sha256: hash.digest('hex'), bytes };
      }),
    discard: async () => {
      await close().catch(() => undefined);
      await rm(temporary, { force: true }).catch(() => undefined);
    },
  };
}

/** Writes a whole file durably. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<FileDigest> {
  const file = await openDurably(path);
  try {
    await file.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
    return await file.commit();
  } finally {
    await file.discard();
  }
}

/** The file name is cut, so that a long one does not become too long. */
function temporaryName(name: string): string {
  return `.${name.slice(0, 60)}.${randomBytes(8).toString('hex')}.partial`;
}

/** A device or a pipe would be replaced by a file. */
async function refuseOtherThanFile(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined || there.isFile()) return;
  const what = there.isDirectory() ? 'a folder' : 'a device, a pipe or a socket';
  throw unwritable(path, `${what} of that name is in the way`);
}

/**
 * Takes away what is left of files of these names whose writers were killed: only for the one writer of a
 * folder. What cannot be removed does no harm.
 */
export async function removeLeftovers(folder: string, names: readonly string[]): Promise<void> {
  for (const found of await readdir(folder).catch(() => [])) {
    // Former versions used no random part.
    const name = /^\.(.+?)(\.[0-9a-f]{16})?\.partial$/.exec(found)?.[1];
    if (name !== undefined && names.includes(name)) {
      await rm(join(folder, found), { force: true }).catch(() => undefined);
    }
  }
}

/** A new name is safe only once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch (error) {
    if (process.platform === 'win32') return;
    throw error;
  }
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function guarded<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw outputError(path, error);
  }
}
