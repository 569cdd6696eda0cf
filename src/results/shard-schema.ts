import { z } from 'zod';
import { MOST_SHARDS } from '../grid/shard.ts';
import { shardOfText } from './shard-name.ts';

const TEXT = `k/n with 1 <= k <= n <= ${MOST_SHARDS}, as "2/4"`;

/** `k/n`, as shard.json and seal.json have it. */
export const shardName = z.string(TEXT).refine((text) => shardOfText(text) !== undefined, TEXT);

/** shard.json. */
export const shardSchema = z.strictObject({ shard: shardName }, 'a map with shard');
