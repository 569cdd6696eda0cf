import { existsSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableFile } from '../../src/results/result-table.ts';
import { tablesOf } from '../../src/results/tables.ts';
import { resultFolders } from '../fixtures/result-folders.ts';
import { smallPlan } from '../fixtures/small-plan.ts';

const { path, text, run, shard, merge, remove } = resultFolders();
const plan = smallPlan();
afterAll(remove);
beforeAll(async () => {
  await run(plan, 'whole');
});

test.each([1, 3])('%i shards, merged in any order, are the bytes of a single run', async (count) => {
  const names = Array.from({ length: count }, (_, i) => `${i + 1}-of-${count}`);
  for (const [i, name] of names.entries()) await shard(plan, i + 1, count, name);
  const { failed, rows } = await merge([...names.slice(1), names[0]!], `merged-${count}`);
  expect([failed, rows]).toEqual([[], 16]);
  for (const table of tablesOf(plan))
    expect(text(`merged-${count}`, tableFile(table))).toBe(text('whole', tableFile(table)));
  expect(await run(plan, `merged-${count}`)).toEqual(['complete']);
});

test('a shard without work is a valid shard: sealed, complete the next time, welcome to merge', async () => {
  const count = 200;
  expect(await shard(plan, count, count, 'empty')).toMatchObject({ kind: 'written', draws: 0, failed: [] });
  expect(existsSync(join(path('empty'), 'seal.json'))).toBe(true);
  expect(await shard(plan, count, count, 'empty')).toEqual({ kind: 'complete' });
  await merge(['empty', 'whole'], 'with-empty');
  expect(text('with-empty')).toBe(text('whole'));
});

test('a shard that is done is not computed again, but for another share of the work its blocks are used', async () => {
  await shard(plan, 1, 3, 'again');
  expect(await shard(plan, 1, 3, 'again')).toEqual({ kind: 'complete' });
  const notices: string[] = [];
  await shard(plan, 1, 1, 'again', { onNotice: (notice) => void notices.push(notice) });
  expect(notices.join()).toMatch(/^going on: [1-9]\d* blocks are done already$/);
});

test('regression: a sealed shard whose journal has lost its end is not complete: its blocks are computed again', async () => {
  await shard(plan, 1, 2, 'first');
  await shard(plan, 2, 2, 'second');
  truncateSync(join(path('second'), 'journal.ndjson'), 1500);
  await expect(merge(['first', 'second'], 'never')).rejects.toMatchObject({
    code: 'SHARDS_MISSING',
    exitCode: 31,
  });
  expect(await shard(plan, 2, 2, 'second')).toMatchObject({ kind: 'written' });
  await merge(['first', 'second'], 'healed');
  expect(text('healed')).toBe(text('whole'));
});
