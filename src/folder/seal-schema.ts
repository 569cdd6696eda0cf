import { z } from 'zod';
import { FILES } from './folder-files.ts';
import { shardName } from './shard-schema.ts';
import { TABLE_FILES } from '../tables/tables.ts';

const SUM_TEXT = 'a SHA-256 of 64 hex digits';
const COUNT_TEXT = 'a whole number';

const sum = z.string(SUM_TEXT).regex(/^[0-9a-f]{64}$/, SUM_TEXT);
const count = z.int(COUNT_TEXT).min(0, COUNT_TEXT);

/** The only names of files that gradvar seals; no other file is opened for what a seal says. */
const SEALED = [FILES.plan, FILES.dataPackage, ...TABLE_FILES] as const;

const file = z.strictObject(
  {
    name: z.enum(SEALED, `one of ${SEALED.join(', ')}`),
    sha256: sum,
    bytes: count,
    rows: count.exactOptional(),
  },
  'a map with name, sha256, bytes and rows',
);

/** seal.json. */
export const sealSchema = z
  .strictObject(
    {
      plan_id: sum,
      shard: shardName.nullable(),
      files: z
        .array(file, 'a list of files')
        .max(SEALED.length, `at most ${SEALED.length} files`)
        .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'each file once'),
      failed_cells: count,
    },
    'a map with plan_id, shard, files and failed_cells',
  )
  .refine(({ shard, files }) => {
    const isThere = (wanted: string) => files.some(({ name }) => name === wanted);
    const ofRun = [FILES.plan, ...(shard === null ? [FILES.summary] : [])];
    return isThere(FILES.dataPackage) && (ofRun.every(isThere) || isThere(FILES.ratio));
  }, `${FILES.dataPackage} and ${FILES.ratio}, or ${FILES.plan} and, but for a shard, ${FILES.summary} among its files`);
