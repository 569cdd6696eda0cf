import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file of the installed package, from its root: the nearest folder above this module with a
 * package.json. So it is found from the sources, from their compiled form and from a bundle of them.
 */
export function packageFile(path: string): string {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/')
    folder = new URL('..', folder);
  return fileURLToPath(new URL(path, folder));
}
