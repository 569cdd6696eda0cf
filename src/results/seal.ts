import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Shard } from '../grid/shard.ts';
import { writeDurably, type FileDigest } from './durable-file.ts';
import { FILES } from './folder-files.ts';
import { shardText } from './shard-name.ts';

/** seal.json, the last file of a run: what it says was true of every deterministic file when it was written. */
export interface Seal {
  readonly plan_id: string;
  /** `k/n` of a folder that holds a shard and no summary, else null. */
  readonly shard: string | null;
  readonly files: readonly SealedFile[];
  /** Cells whose rows have status `error`; the same run again tries them again. */
  readonly failed_cells: number;
}

export interface SealedFile extends FileDigest {
  readonly name: string;
  /** Of a table. */
  readonly rows?: number;
}

/** What is known of a file that is to be sealed; `rows` of a table. */
export type SealedContent = FileDigest & { readonly rows?: number };

export interface SealedRun {
  readonly plan: string;
  readonly shard: Shard | null;
  readonly failedCells: number;
}

export async function writeSeal(
  folder: string,
  { plan, shard, failedCells }: SealedRun,
  contents: Readonly<Record<string, SealedContent>>,
): Promise<void> {
  const files = Object.keys(contents)
    .sort()
    .map((name): SealedFile => ({ name, ...contents[name]! }));
  const seal: Seal = { plan_id: plan, shard: shardText(shard), files, failed_cells: failedCells };
  await writeDurably(join(folder, FILES.seal), `${JSON.stringify(seal, null, 2)}\n`);
}

/** The seal of a folder; undefined if there is none, or none that can be read. */
export async function readSeal(folder: string): Promise<Seal | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(join(folder, FILES.seal), 'utf8'));
    return isSeal(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isSeal(found: unknown): found is Seal {
  if (typeof found !== 'object' || found === null) return false;
  const { plan_id, shard, files, failed_cells } = found as Partial<Record<keyof Seal, unknown>>;
  if (typeof plan_id !== 'string' || !Number.isInteger(failed_cells)) return false;
  if (shard !== null && typeof shard !== 'string') return false;
  return Array.isArray(files) && files.every(isSealedFile);
}

function isSealedFile(found: unknown): found is SealedFile {
  if (typeof found !== 'object' || found === null) return false;
  const { name, sha256, bytes } = found as Partial<Record<keyof SealedFile, unknown>>;
  return typeof name === 'string' && typeof sha256 === 'string' && typeof bytes === 'number';
}

/** The names of the sealed files that are not what the seal says. */
export async function brokenFiles(folder: string, seal: Seal): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { name, sha256 } of seal.files) {
    if ((await digestOf(join(folder, name))) !== sha256) broken.push(name);
  }
  return broken;
}

/** The names of the sealed files that are not there. */
export function missingFiles(folder: string, { files }: Seal): readonly string[] {
  return files.map(({ name }) => name).filter((name) => !existsSync(join(folder, name)));
}

async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}
