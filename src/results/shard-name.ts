import { join } from 'node:path';
import { parseStored } from '../config/stored-json.ts';
import { DEALING, shardAt, type Shard } from '../grid/shard.ts';
import { writeDurably } from './durable-file.ts';
import { FILES } from './folder-files.ts';
import { readPlainText } from './plain-file.ts';

/** `k/n`, or null for the whole. */
export function shardText(shard: Shard | null): string | null {
  return shard === null ? null : `${shard.index}/${shard.count}`;
}

/** The shard that `k/n` names; undefined if it names none. */
export function shardOfText(text: string): Shard | undefined {
  const [, k, n] = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(text) ?? [];
  return shardAt(Number(k), Number(n));
}

/** The share that a folder was made for, and the version of the rules by which it was dealt. */
export interface NamedShard extends Shard {
  readonly dealing: number;
}

/** Says in a folder whose share its journal is: shard.json. */
export async function writeShardName(folder: string, shard: Shard): Promise<void> {
  const text = JSON.stringify({ shard: shardText(shard), dealing: DEALING });
  await writeDurably(join(folder, FILES.shard), `${text}\n`);
}

/**
 * The share that a folder was made for; null for the whole.
 *
 * @throws GradvarError INPUT_UNREADABLE, FOLDER_DAMAGED (50) if it cannot be told
 */
export async function readShardName(folder: string): Promise<NamedShard | null> {
  const path = join(folder, FILES.shard);
  const text = readPlainText(path);
  if (text === undefined) return null;
  const hint = 'run that shard again, with the same command: it goes on with what is done';
  const { shardSchema } = await import('./shard-schema.ts');
  const { shard, dealing } = parseStored({ path, text, hint }, shardSchema);
  return { ...shardOfText(shard)!, dealing };
}
