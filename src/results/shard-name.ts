import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEALING, type Shard } from '../grid/shard.ts';
import { writeDurably } from './durable-file.ts';
import { FILES } from './folder-files.ts';

/** `k/n`, or null for the whole. */
export function shardText(shard: Shard | null): string | null {
  return shard === null ? null : `${shard.index}/${shard.count}`;
}

/** The share that a folder was made for, and the version of the rules by which it was dealt. */
export interface NamedShard extends Shard {
  readonly dealing: number;
}

/** Says in a folder whose share its journal is: shard.json. */
export async function writeShardName(folder: string, shard: Shard): Promise<void> {
  await writeDurably(
    join(folder, FILES.shard),
    `${JSON.stringify({ shard: shardText(shard), dealing: DEALING })}\n`,
  );
}

/** The share that a folder was made for; null for the whole, or where nothing can be read. */
export async function readShardName(folder: string): Promise<NamedShard | null> {
  try {
    // The first version did not say which it was.
    const { shard, dealing = 1 } = JSON.parse(await readFile(join(folder, FILES.shard), 'utf8')) as {
      shard: string;
      dealing?: number;
    };
    const [index, count] = shard.split('/').map(Number) as [number, number];
    return { index, count, dealing };
  } catch {
    return null;
  }
}
