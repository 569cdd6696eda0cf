import { join } from 'node:path';
import { parseStored } from '../config/stored-json.ts';
import { DEALING, shardOfText, shardText, type Shard } from '../plan/shard.ts';
import { writeDurably } from '../files/durable-file.ts';
import { FILES } from './folder-files.ts';
import { readPlainText } from '../files/plain-file.ts';

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
