import { join } from 'node:path';
import type { FileDigest } from './durable-file.ts';
import { writeDurably } from './durable-file.ts';
import { FILES } from './results-folder.ts';

/** Writes seal.json, the last file of a run: SHA-256 and bytes of every deterministic file, and the rows of the summary. */
export async function writeSeal(
  folder: string,
  plan: string,
  rows: number,
  digests: Readonly<Record<string, FileDigest>>,
): Promise<void> {
  const files = Object.keys(digests)
    .sort()
    .map((name) => ({ name, ...digests[name]!, ...(name === FILES.summary ? { rows } : {}) }));
  await writeDurably(join(folder, FILES.seal), `${JSON.stringify({ plan_id: plan, files }, null, 2)}\n`);
}
