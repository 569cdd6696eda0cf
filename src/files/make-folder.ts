import { lstat, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outputError } from './output-error.ts';

/** Makes a folder, and those above it. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithParents(folder);
  } catch (error) {
    throw outputError(folder, error);
  }
}

/**
 * Makes a folder inside one of ours. A link in its place is refused: a results folder that somebody sent must
 * not lead writing out of it.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE (50)
 */
export async function makeInnerFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const there = await lstat(folder).catch(() => undefined);
    if (there?.isDirectory() !== true) throw outputError(folder, error);
  }
}

// Not by mkdir's own `recursive`: below folders such as /proc, where nothing can be made, Node 20 tries for
// ever.
async function makeWithParents(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    await makeWithParents(above);
    await makeOne(folder);
  }
}

/** What is there may be a folder or a link to one, whatever the system says of making it. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const there = await stat(folder).catch(() => undefined);
    if (there?.isDirectory() !== true) throw error;
  }
}
