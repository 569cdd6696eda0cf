import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repairFolderJournal } from '../../src/run/repair-folder.ts';
import { verifyFolder } from '../../src/audit/verify-folder.ts';
import { encodeRecord } from '../../src/folder/journal/record.ts';
import { resultFolders } from '../fixtures/result-folders.ts';
import { forgedLine, recordOf, smallPlan } from '../fixtures/small-plan.ts';

const { path, text, run, shard, merge, remove } = resultFolders();
const plan = smallPlan();
const many = { batchNanoseconds: 1 };
afterAll(remove);
beforeAll(async () => {
  await run(plan, 'whole', many);
  await run(smallPlan({ seed: 'other' }), 'other', many);
});

const journal = (name: string) => join(path(name), 'journal.ndjson');
const linesOf = (name: string) => readFileSync(journal(name), 'utf8').split(/(?<=\n)/);
/** A copy of a complete folder with this journal. */
function withJournal(name: string, content: string, from = 'whole'): void {
  cpSync(path(from), path(name), { recursive: true });
  writeFileSync(journal(name), content);
}
const resultsOf = async (name: string) =>
  (await verifyFolder(path(name), 3)).checks.map(({ result }) => result).join(' ');
const isBlocks = (line: string) => recordOf(line.trimEnd()).kind === 'blocks';

test('a complete folder whose journal lost any one record is healed by the same run', async () => {
  const lines = linesOf('whole');
  for (const lost of [1, lines.findIndex(isBlocks), lines.length - 1]) {
    withJournal('lacking', lines.filter((_, i) => i !== lost).join(''));
    expect(await run(plan, 'lacking')).toEqual([expect.stringMatching(/^going on: \d+ blocks/)]);
    expect(text('lacking')).toBe(text('whole'));
    expect(await run(plan, 'lacking')).toEqual(['complete']);
    expect(await resultsOf('lacking')).toBe('ok ok ok ok ok ok');
  }
});

test('a complete folder without a journal, or run without one, stays complete', async () => {
  withJournal('unkept', '');
  rmSync(journal('unkept'));
  expect(await run(plan, 'unkept')).toEqual(['complete']);
  withJournal('begun', linesOf('whole').slice(0, 3).join(''));
  expect(await run(plan, 'begun', { journal: 'off' })).toEqual(['complete']);
});

test('lines of another grid anywhere are refused by run, verify and merge, and repair keeps none of them', async () => {
  const [ours, theirs] = [linesOf('whole'), linesOf('other')];
  const mixed = [...ours, ...theirs].join('');
  const foreign = [
    theirs.join(''),
    mixed,
    [...ours, theirs.at(-1)!].join(''),
    ours[0]! + theirs.slice(1).join(''),
  ];
  const refused = { code: 'JOURNAL_FOREIGN', exitCode: 41 };
  for (const content of foreign) {
    withJournal('foreign', content);
    for (const seal of [true, false]) {
      if (!seal) rmSync(join(path('foreign'), 'seal.json'));
      await expect(run(plan, 'foreign')).rejects.toMatchObject(refused);
      await expect(verifyFolder(path('foreign'), 0)).rejects.toMatchObject(refused);
      await expect(merge(['foreign'], 'never')).rejects.toMatchObject(refused);
      expect(text('foreign', 'journal.ndjson')).toBe(content);
      expect(existsSync(join(path('foreign'), 'seal.json'))).toBe(seal);
    }
    const repair = await repairFolderJournal(path('foreign'));
    if (repair.kind === 'sound') throw new Error('it was found sound');
    expect(readFileSync(repair.aside, 'utf8')).toBe(content);
    expect(linesOf('foreign').every((line) => ours.includes(line))).toBe(true);
    await run(plan, 'foreign');
    expect(text('foreign')).toBe(text('whole'));
    rmSync(path('foreign'), { recursive: true });
  }
});

test('a block or point twice with other numbers is refused, and repair keeps neither', async () => {
  const lines = linesOf('whole');
  const block = recordOf(lines.find(isBlocks)!.trimEnd());
  if (block.kind !== 'blocks') throw new Error('it holds no blocks');
  const sums = block.sums.slice();
  sums[7] = -sums[7]!;
  const point = recordOf(lines.find((line) => recordOf(line.trimEnd()).kind === 'point')!.trimEnd());
  if (point.kind !== 'point' || point.result.kind !== 'exact') throw new Error('it holds no point');
  const exact = { ...point.result.exact, expectation: { kind: 'infinite' as const } };
  for (const record of [
    { ...block, sums },
    { ...point, result: { ...point.result, exact } },
  ]) {
    withJournal('unequal', lines.join('') + encodeRecord(record).toString());
    const refused = { code: 'JOURNAL_FOREIGN', exitCode: 41 };
    await expect(run(plan, 'unequal')).rejects.toMatchObject(refused);
    await expect(verifyFolder(path('unequal'), 0)).rejects.toMatchObject(refused);
    const repair = await repairFolderJournal(path('unequal'));
    expect(repair).toMatchObject({ kind: 'repaired', kept: lines.length - 2 });
    await run(plan, 'unequal');
    expect(text('unequal')).toBe(text('whole'));
    expect(linesOf('unequal').sort()).toEqual([...lines].sort());
  }
  withJournal('doubled', [...lines, ...lines].join(''));
  expect(await run(plan, 'doubled')).toEqual(['complete']);
  expect((await merge(['doubled', 'whole'], 'merged')).rows).toBe(16);
  expect(text('merged')).toBe(text('whole'));
});

test.each([
  [
    'format 1',
    (lines: readonly string[]) => [lines[0]!.replace('"version":2', '"version":1'), ...lines.slice(1)],
  ],
  [
    'format 3',
    (lines: readonly string[]) => [lines[0]!.replace('"version":2', '"version":3'), ...lines.slice(1)],
  ],
])('a journal of %s is refused, and neither run nor repair changes anything', async (name, change) => {
  const [header, ...rest] = change(linesOf('whole'));
  const content = forgedLine(JSON.parse(header!.replace(/,"crc":.*/, '}'))).toString() + rest.join('');
  withJournal('formats', content);
  rmSync(join(path('formats'), 'seal.json'));
  const told = { code: 'JOURNAL_FOREIGN', exitCode: 41, message: expect.stringContaining(name) as string };
  const plan_json = text('formats', 'plan.json');
  for (const reading of [
    () => run(plan, 'formats'),
    () => verifyFolder(path('formats'), 0),
    () => repairFolderJournal(path('formats')),
  ]) {
    await expect(reading()).rejects.toMatchObject(told);
    expect([text('formats', 'journal.ndjson'), text('formats', 'plan.json')]).toEqual([content, plan_json]);
  }
});

test('lines that end in CR LF are read and gone on with', async () => {
  const lines = linesOf('whole');
  withJournal('crlf', lines.slice(0, -4).join('').replaceAll('\n', '\r\n'));
  await run(plan, 'crlf', many);
  expect(text('crlf')).toBe(text('whole'));
  expect(
    text('crlf', 'journal.ndjson')
      .replaceAll('\r', '')
      .split(/(?<=\n)/)
      .sort(),
  ).toEqual([...lines].sort());
  expect(await resultsOf('crlf')).toBe('ok ok ok ok ok ok');
  await merge(['crlf'], 'crlf-merged');
  expect(await run(plan, 'crlf-merged')).toEqual(['complete']);
});

test.each([
  ['no line', 'dear diary\nit rained\n'],
  ['a text without an end', 'dear diary'],
  ['zeros', '\0'.repeat(5000)],
])('a journal with %s of ours is refused with exit 50 and keeps every byte', async (_, content) => {
  withJournal('strange', content);
  const refused = { code: 'JOURNAL_DAMAGED', exitCode: 50 };
  for (const seal of [true, false]) {
    if (!seal) rmSync(join(path('strange'), 'seal.json'));
    await expect(run(plan, 'strange')).rejects.toMatchObject(refused);
    expect(text('strange', 'journal.ndjson')).toBe(content);
  }
  const repair = await repairFolderJournal(path('strange'));
  expect(repair).toMatchObject({ kind: 'repaired', kept: 0 });
  await run(plan, 'strange');
  expect(text('strange')).toBe(text('whole'));
});

test('what stands at the end of a journal and is more than a begun line is kept beside it', async () => {
  const lines = linesOf('whole').slice(0, -3);
  const [added, again] = ['it rained\nall day', '\0'.repeat(7000) + '\n'];
  for (const [i, end] of [added, again].entries()) {
    // First a journal that lacks blocks, then one that lacks nothing.
    withJournal('ends', (i === 0 ? lines : linesOf('whole')).join('') + end);
    const kept = `${journal('ends')}.torn-${i + 1}`;
    expect(await run(plan, 'ends')).toContainEqual(expect.stringContaining(`they are now in ${kept}`));
    expect(readFileSync(kept, 'utf8')).toBe(end);
    expect(text('ends')).toBe(text('whole'));
    expect(await resultsOf('ends')).toBe('ok ok ok ok ok ok');
  }
  const header = linesOf('whole')[0]!;
  for (const length of [1, header.length - 1]) {
    withJournal('begun-header', header.slice(0, length));
    await run(plan, 'begun-header');
    expect(text('begun-header')).toBe(text('whole'));
  }
});

test('a stop is heard while a journal is read', async () => {
  const stopped = { code: 'INTERRUPTED', exitCode: 130 };
  const signal = AbortSignal.abort();
  await expect(run(plan, 'whole', { signal })).rejects.toMatchObject(stopped);
  await shard(plan, 1, 2, 'half');
  await expect(shard(plan, 1, 2, 'half', { signal })).rejects.toMatchObject(stopped);
});
