import { link, lstat, rename } from 'node:fs/promises';
import { openDurably } from '../../files/durable-file.ts';
import { outputError } from '../../files/output-error.ts';
import { copyBytes } from './copy.ts';

/*
 * Nothing of a journal is ever lost: what is taken out of it is kept beside it, under the first free one of
 * NAME-1, NAME-2, …
 */

/**
 * Keeps a file under another name. It stays under its own as well, where the file system can do that:
 * whatever stops the caller, there is a journal.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE (50)
 */
export async function keepAside(path: string, name: string): Promise<string> {
  const aside = await freeName(name);
  try {
    await link(path, aside).catch(() => rename(path, aside));
    return aside;
  } catch (error) {
    throw outputError(aside, error);
  }
}

/**
 * Keeps the bytes from `start` to before `end` of a file. @throws GradvarError INPUT_UNREADABLE,
 * OUTPUT_UNWRITABLE (50)
 */
export async function keepPart(path: string, start: number, end: number, name: string): Promise<string> {
  const aside = await freeName(name);
  const file = await openDurably(aside);
  try {
    await copyBytes(path, start, end, file);
    await file.commit();
    return aside;
  } finally {
    await file.discard();
  }
}

async function freeName(name: string): Promise<string> {
  for (let i = 1; ; i += 1) {
    const isFree = await lstat(`${name}-${i}`).then(
      () => false,
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
        throw outputError(`${name}-${i}`, error);
      },
    );
    if (isFree) return `${name}-${i}`;
  }
}
