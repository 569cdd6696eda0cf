import { readFileSync } from 'node:fs';

/** Version of the installed package: from package.json, which lies two folders above dist/src. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { version: string };
      return found.version;
    } catch {
      continue;
    }
  }
  return 'unknown';
}
