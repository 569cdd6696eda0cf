import { createHash } from 'node:crypto';
import { createReadStream, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { parseStored } from '../config/stored-json.ts';
import { planId } from '../plan/canonical.ts';
import type { Plan } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import { writeDurably, type FileDigest } from '../files/durable-file.ts';
import { FILES } from './folder-files.ts';
import { openPlainFile, readPlainText } from '../files/plain-file.ts';
import { shardText } from '../plan/shard.ts';
import { TABLE_FILES } from '../tables/tables.ts';

/**
 * seal.json, the last file of a run: what it says was true of every deterministic file when it was written.
 */
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

/**
 * The seal of a folder; undefined if there is none.
 *
 * @throws GradvarError INPUT_UNREADABLE, FOLDER_DAMAGED (50) for one that cannot be read, or says what
 *   gradvar never wrote
 */
export async function readSeal(folder: string): Promise<Seal | undefined> {
  const path = join(folder, FILES.seal);
  const text = readPlainText(path);
  if (text === undefined) return undefined;
  const hint = '`gradvar run` with the same config makes it again, from the journal';
  const { sealSchema } = await import('./seal-schema.ts');
  return parseStored({ path, text, hint }, sealSchema);
}

/** The names of the sealed files that are not what the seal says; of those named alone, if some are. */
export async function brokenFiles(
  folder: string,
  seal: Seal,
  only?: readonly string[],
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { name, sha256, bytes } of seal.files) {
    if (only !== undefined && !only.includes(name)) continue;
    const found = await digestOf(join(folder, name));
    if (found?.sha256 !== sha256 || found.bytes !== bytes) broken.push(name);
  }
  return broken;
}

/**
 * What of a folder is not what its seal says, a sentence each; of the files named alone, if some are. A file
 * that a seal should cover and does not is none that gradvar left there.
 *
 * @param id what the seal must be of: a plan, or the description of a ratio.csv
 */
export async function sealFindings(
  folder: string,
  id: string,
  seal: Seal,
  only?: readonly string[],
): Promise<readonly string[]> {
  if (seal.plan_id !== id) return ['it is of another plan'];
  const isThere = (name: string) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
  const broken = await brokenFiles(folder, seal, only);
  const sealed = seal.files.map(({ name }) => name);
  const named = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
  return [
    ...named(
      'missing since it was sealed',
      broken.filter((name) => !isThere(name)),
    ),
    ...named('changed since it was sealed', broken.filter(isThere)),
    ...named(
      'not sealed',
      (only ?? TABLE_FILES).filter((name) => !sealed.includes(name) && isThere(name)),
    ),
  ];
}

/** Whether what is read of a folder is what its run left; `unsealed` where no run has ended. */
export type SealState = 'sealed' | 'changed' | 'unsealed';

/**
 * Whether the summary of a folder, or each of its files if `all` are asked for, is the sealed one.
 *
 * @throws GradvarError INPUT_UNREADABLE, FOLDER_DAMAGED (50) for a seal that cannot be read
 */
export async function sealState(folder: string, plan: Plan, all = false): Promise<SealState> {
  const seal = await readSeal(folder);
  if (seal === undefined) return 'unsealed';
  const findings = await sealFindings(folder, planId(plan), seal, all ? undefined : [FILES.summary]);
  return findings.length === 0 ? 'sealed' : 'changed';
}

/** Undefined for what cannot be read, and for what is no plain file. */
async function digestOf(path: string): Promise<FileDigest | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = openPlainFile(path);
    if (file === undefined) return undefined;
    const pieces = createReadStream(path, { fd: file.descriptor, highWaterMark: 1 << 20 });
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      hash.update(piece);
      bytes += piece.length;
    }
    return { sha256: hash.digest('hex'), bytes };
  } catch {
    return undefined;
  }
}
