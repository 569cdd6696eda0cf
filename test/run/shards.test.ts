import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planStatus } from '../../src/audit/folder-status.ts';
import { tableFile } from '../../src/tables/result-table.ts';
import { askedOf } from '../../src/plan/asked.ts';
import { tablesOf } from '../../src/tables/tables.ts';
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
  for (const table of tablesOf(askedOf(plan)))
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

test('a shard is refused in the folder of a whole run, which stays as it was', async () => {
  await run(plan, 'complete');
  const contents = () =>
    readdirSync(path('complete'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'latin1')]);
  const before = contents();
  for (const other of [plan, smallPlan({ trials: 5000 }), smallPlan({ seed: 'other' })])
    await expect(shard(other, 1, 2, 'complete')).rejects.toMatchObject({ exitCode: 40 });
  expect(contents()).toEqual(before);
  expect(await run(plan, 'complete')).toEqual(['complete']);
  await shard(plan, 1, 2, 'complete', { restart: true });
  expect(existsSync(path('complete.old-1'))).toBe(true);
});

test('a whole run goes on with what a shard did in its folder', async () => {
  await shard(plan, 1, 2, 'grown');
  expect((await run(plan, 'grown')).join()).toMatch(/^going on: [1-9]\d* blocks are done already$/);
  expect(text('grown')).toBe(text('whole'));
  expect(existsSync(join(path('grown'), 'shard.json'))).toBe(false);
});

test('a share that was dealt by other rules is told apart, and run again becomes the share of these', async () => {
  // As the first rules dealt them: whatever was done then is another share now.
  await shard(plan, 2, 2, 'dealt');
  for (const name of ['shard.json', 'seal.json']) {
    const file = join(path('dealt'), name);
    const former = readFileSync(file, 'utf8').replace('2/2', '1/2').replace(',"dealing":2', '');
    writeFileSync(file, former);
  }
  const [found] = (await planStatus([path('dealt')])).folders;
  expect(found).toMatchObject({ shard: '1/2', dealing: 1, state: 'unfinished', blocksDone: 0 });
  expect(await shard(plan, 1, 2, 'dealt')).toMatchObject({ kind: 'written' });
  expect((await planStatus([path('dealt')])).folders[0]).toMatchObject({ dealing: 2, state: 'complete' });
  await merge(['dealt'], 'from-dealt');
  expect(text('from-dealt')).toBe(text('whole'));
});

test('status counts for each folder what its own journal holds of its share, whoever else holds it', async () => {
  for (const k of [1, 2, 3]) await shard(plan, k, 3, `of-${k}`);
  const blocks = async (names: readonly string[]) =>
    (await planStatus(names.map(path))).folders.map((each) => [each.blocks, each.blocksDone]);
  const alone = await Promise.all([1, 2, 3].map(async (k) => (await blocks([`of-${k}`]))[0]!));
  expect(alone.map(([all, done]) => all! > 0 && all === done)).toEqual([true, true, true]);
  expect(await blocks(['of-1', 'of-2', 'of-3'])).toEqual(alone);
  expect(await blocks(['whole', 'of-3', 'of-1', 'of-2', 'of-1'])).toEqual([
    [24, 24],
    ...[2, 0, 1, 0].map((i) => alone[i]!),
  ]);
  writeFileSync(join(path('of-2'), 'journal.ndjson'), '');
  expect(await blocks(['whole', 'of-2'])).toEqual([
    [24, 24],
    [alone[1]![0], 0],
  ]);
});
