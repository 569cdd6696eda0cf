import { z } from 'zod';
import { MOST_SHARDS, shardOfText } from '../plan/shard.ts';

const TEXT = `k/n with 1 <= k <= n <= ${MOST_SHARDS}, as "2/4"`;

/** `k/n`, as shard.json and seal.json have it. */
export const shardName = z.string(TEXT).refine((text) => shardOfText(text) !== undefined, TEXT);

const DEALINGS = 'a version of the dealing, from 1';

/** shard.json. The first version did not say which it was. */
export const shardSchema = z.strictObject(
  { shard: shardName, dealing: z.int(DEALINGS).min(1, DEALINGS).max(1e6, DEALINGS).default(1) },
  'a map with shard',
);
