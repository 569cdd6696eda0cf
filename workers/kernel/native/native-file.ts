import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Addon } from './native-kernel.ts';
import { PASS_NAMES } from './pass-names.ts';

/** The opened native file, or why there is none, as the rest of a sentence. */
export type Opened =
  { readonly kind: 'opened'; readonly addon: Addon } | { readonly kind: 'none'; readonly reason: string };

/** What the manifest beside a native file says of it (scripts/build-native.mjs). */
interface Entry {
  readonly file: string;
  readonly sha256: string;
}

/**
 * Opens the native file of this platform. Its SHA-256 is checked first: to open a file that is cut off ends
 * the process.
 *
 * @param folder where manifest.json and the files are
 * @param platform system and processor, as `linux-x64`
 */
export function openNative(folder: string, platform: string): Opened {
  const none = (reason: string): Opened => ({ kind: 'none', reason });
  try {
    const entry = entryOf(readFileSync(join(folder, 'manifest.json'), 'utf8'), platform);
    if (entry === null) return none(`there is no native file for ${platform}`);
    const path = join(folder, entry.file);
    const found = createHash('sha256').update(readFileSync(path)).digest('hex');
    if (found !== entry.sha256)
      return none(`${path} has SHA-256 ${found}, expected ${entry.sha256}: \`npm run build\` makes it again`);
    const opened: { readonly exports: Partial<Addon> } = { exports: {} };
    process.dlopen(opened, path);
    const { run, widest, passes } = opened.exports;
    if (run === undefined || widest === undefined || passes?.trim() !== PASS_NAMES.join(' '))
      return none(`${path} is of another version: \`npm run build\` makes it again`);
    if (widest === 0) return none('this processor has no vectors of 256 bits');
    return { kind: 'opened', addon: { run, widest, passes } };
  } catch (error) {
    return none(reasonOf(error, folder));
  }
}

function entryOf(manifest: string, platform: string): Entry | null {
  const entries = JSON.parse(manifest) as Readonly<Record<string, Partial<Entry> | undefined>> | null;
  const { file, sha256 } = entries?.[platform] ?? {};
  const isName = typeof file === 'string' && /^[\w-]+\.node$/.test(file);
  return isName && typeof sha256 === 'string' ? { file, sha256 } : null;
}

function reasonOf(error: unknown, folder: string): string {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  if (code === 'ENOENT') return `${folder} holds no native file: it is built where a C compiler is`;
  if (code === 'ERR_DLOPEN_DISABLED')
    return 'this Node may load no native files (--no-addons or --permission)';
  return `the native file in ${folder} cannot be opened: ${message ?? String(error)}`;
}
