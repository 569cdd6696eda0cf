import { readFileSync } from 'node:fs';
import { packageFile } from './package-file.ts';

/**
 * Version of the installed package.
 *
 * @example
 * /^\d+\.\d+\.\d+/.test(version()); // → true
 */
export function version(): string {
  const found = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  return found.version;
}
