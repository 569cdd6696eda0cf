import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeRecord } from '../../src/folder/journal/record.ts';
import { resultFolders } from '../fixtures/result-folders.ts';
import { recordOf, smallPlan, workerFixture } from '../fixtures/small-plan.ts';
import { gradvar } from '../integration/gradvar.ts';

const { path, text, run, shard, merge, remove } = resultFolders();
const plan = smallPlan();
afterAll(remove);
beforeAll(async () => {
  await run(plan, 'whole');
  for (const k of [1, 2, 3]) await shard(plan, k, 3, `s${k}`);
});

const journal = (name: string) => join(path(name), 'journal.ndjson');
const copy = (from: string, to: string) => cpSync(path(from), path(to), { recursive: true });

test('missing shards are refused with what would make them', async () => {
  await expect(merge(['s2'], 'out')).rejects.toMatchObject({
    code: 'SHARDS_MISSING',
    exitCode: 31,
    message: expect.stringMatching(
      /\d+ blocks and \d+ points .*\n {2}gradvar run CONFIG --shard 1\/3\n {2}gradvar run CONFIG --shard 3\/3$/,
    ) as string,
  });
});

test('a shard twice, or a whole run beside shards, is equal: accepted', async () => {
  await merge(['s3', 's1', 's2', 's1', 'whole'], 'doubled');
  expect(text('doubled')).toBe(text('whole'));
});

test.each([
  ['seed', { seed: 'other' }, /seed: "small" there, "other" here/],
  ['trials', { trials: 3000 }, /trials: 2500 there, 3000 here/],
])('a shard of a plan with another %s is refused, and the difference told', async (_, change, message) => {
  await shard(smallPlan(change), 3, 3, 'foreign');
  const error = { code: 'SHARDS_FOREIGN', exitCode: 41, message: expect.stringMatching(message) as string };
  await expect(merge(['s1', 's2', 'foreign'], 'out')).rejects.toMatchObject(error);
  rmSync(path('foreign'), { recursive: true });
});

test('a damaged journal is refused', async () => {
  copy('s2', 'damaged');
  const bytes = readFileSync(journal('damaged'));
  bytes[bytes.length >> 1]! ^= 4;
  writeFileSync(journal('damaged'), bytes);
  const error = { code: 'JOURNAL_DAMAGED', exitCode: 50 };
  await expect(merge(['s1', 'damaged', 's3'], 'out')).rejects.toMatchObject(error);
});

test('regression: a plan that is not the one that was sealed is refused, also where all shards have it', async () => {
  copy('whole', 'relabelled');
  const plan = join(path('relabelled'), 'plan.json');
  writeFileSync(plan, readFileSync(plan, 'utf8').replace('"name":"small"', '"name":"snall"'));
  await expect(merge(['relabelled'], 'out')).rejects.toMatchObject({ code: 'FOLDER_DAMAGED', exitCode: 50 });
});

test('regression: a complete folder that kept no journal is told apart from one that lacks blocks', async () => {
  copy('whole', 'unkept');
  rmSync(journal('unkept'));
  await expect(merge(['unkept'], 'out')).rejects.toMatchObject({
    code: 'SHARDS_MISSING',
    exitCode: 31,
    message: expect.stringMatching(/unkept is complete but has no journal/) as string,
    hint: expect.stringMatching(/take its summary\.csv .* --restart --out .*unkept$/) as string,
  });
});

test('regression: a plan.json that cannot be read is a failed read, not a failed write', async () => {
  copy('s1', 'unreadable');
  rmSync(join(path('unreadable'), 'plan.json'));
  mkdirSync(join(path('unreadable'), 'plan.json'));
  await expect(merge(['unreadable'], 'out')).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    exitCode: 50,
    message: expect.stringMatching(/^cannot read .*plan\.json: it is a folder/) as string,
  });
});

test('a folder without a plan is no shard', async () => {
  await expect(merge(['s1', 'nowhere'], 'out')).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    exitCode: 50,
  });
});

test('duplicates that differ in one bit of one sum are refused, whichever comes first', async () => {
  copy('s2', 'unequal');
  const lines = readFileSync(journal('unequal'), 'utf8').split('\n').slice(0, -1);
  const changed = lines.map((line) => {
    const record = recordOf(line);
    if (record.kind !== 'blocks') return `${line}\n`;
    const bytes = new Uint8Array(record.sums.buffer);
    bytes[bytes.length - 8]! ^= 1;
    return encodeRecord(record);
  });
  writeFileSync(journal('unequal'), changed.join(''));
  const error = { code: 'SHARDS_DIFFER', exitCode: 41 };
  await expect(merge(['s1', 's2', 's3', 'unequal'], 'out')).rejects.toMatchObject(error);
  await expect(merge(['unequal', 's1', 's2', 's3'], 'out')).rejects.toMatchObject(error);
});

test('cells that failed are merged as rows with status error, and another try heals them', async () => {
  const workerFile = workerFixture('fails-at-mu-2.js');
  for (const k of [1, 2]) await shard(plan, k, 2, `f${k}`, { workerFile });
  const { failed } = await merge(['f1', 'f2'], 'failed');
  expect(failed).toHaveLength(4);
  const rows = text('failed').trim().split('\n').slice(1);
  expect(rows.filter((row) => /(^|,)error(,|$)/.test(row))).toHaveLength(8);
  expect(rows).toHaveLength(16);
  const ended = await gradvar(['merge', path('f1'), path('f2'), '--out', path('failed')]);
  expect(ended.code).toBe(30);
  expect(ended.stderr).toMatch(/^cell \w+ failed: worker exited with code: 9$/m);
  expect(await shard(plan, 1, 2, 'f1')).toMatchObject({ kind: 'written', failed: [] });
  await shard(plan, 2, 2, 'f2');
  expect((await merge(['f2', 'f1'], 'failed')).failed).toEqual([]);
  expect(text('failed')).toBe(text('whole'));
});
