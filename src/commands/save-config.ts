import { readFile } from 'node:fs/promises';
import { usage } from '../errors.ts';
import { writeDurably } from '../files/durable-file.ts';

/** Writes a file that is not there, or holds the same already: nobody's work is written over. */
export async function writeConfig(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch((error: unknown) =>
    (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : '',
  );
  if (before === text) return;
  if (before !== undefined)
    throw usage(
      `${path} is there already, expected a file that is not: nothing was written`,
      'name another file, or remove it',
    );
  await writeDurably(path, text);
}
