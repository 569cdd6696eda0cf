import { existsSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planStatus } from '../../src/audit/folder-status.ts';
import { replayBlock } from '../../src/audit/replay-block.ts';
import { verifyFolder } from '../../src/audit/verify-folder.ts';
import { compareResults } from '../../src/compare/compare.ts';
import { resultSource } from '../../src/compare/result-source.ts';
import { openLedger } from '../../src/folder/journal/ledger.ts';
import { effort } from '../fixtures/effort.ts';
import { fixedPlan, precisePlan } from '../fixtures/precise-plan.ts';
import { resultFolders } from '../fixtures/result-folders.ts';
import { workerFixture } from '../fixtures/small-plan.ts';

const { path, text, run, shard, merge, remove } = resultFolders();
const plan = precisePlan();
afterAll(remove);
beforeAll(async () => {
  await run(plan, 'whole');
});

const journal = (name: string) => join(path(name), 'journal.ndjson');
/** Blocks in the journal of a folder, and records that hold a block twice. */
async function held(name: string): Promise<{ readonly blocks: number; readonly twice: number }> {
  const ledger = await openLedger(plan, [journal(name)]);
  ledger.close();
  return { blocks: ledger.blocks, twice: ledger.doubled };
}

describe('a run with a precision', () => {
  it('that is stopped again and again goes on where it was, to the same bytes from the same blocks', async () => {
    let stops = 0;
    for (let more = true; more;) {
      const stop = new AbortController();
      let batches = 0;
      const going = run(plan, 'stopped', {
        signal: stop.signal,
        batchNanoseconds: 5e5,
        onProgress: () => {
          batches += 1;
          if (batches === effort(18, 9)) stop.abort();
        },
      });
      more = await going.then(
        () => false,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'INTERRUPTED' });
          stops += 1;
          return true;
        },
      );
    }
    expect(stops).toBeGreaterThan(3);
    expect(text('stopped')).toBe(text('whole'));
    expect(await held('stopped')).toEqual(await held('whole'));
    expect((await held('stopped')).twice).toBe(0);
    expect(await run(plan, 'stopped')).toEqual(['complete']);
  });

  it('without a journal has the same bytes', async () => {
    await run(plan, 'unjournaled', { journal: 'off', workers: 2 });
    expect(text('unjournaled')).toBe(text('whole'));
  });

  it('is made anew from its journal alone', async () => {
    await run(plan, 'again');
    rmSync(join(path('again'), 'seal.json'));
    const { blocks } = await held('again');
    expect(await run(plan, 'again')).toEqual([`going on: ${blocks} blocks are done already`]);
    expect(text('again')).toBe(text('whole'));
    expect(await held('again')).toEqual({ blocks, twice: 0 });
  });

  it('is whole to status and verify, which ask for no block beyond those that were needed, and can be replayed', async () => {
    const { blocks } = await held('whole');
    const status = await planStatus([path('whole')]);
    expect(status).toMatchObject({ cells: 16, cellsDone: 16, cellsMissing: 0, shardsMissing: [] });
    expect(status.folders[0]).toMatchObject({ state: 'complete', blocks, blocksDone: blocks });
    const { checks } = await verifyFolder(path('whole'), 40);
    expect(checks.map(({ result }) => result)).toEqual(Array(6).fill('ok'));
    expect(checks[4]!.found).toMatch(/^40 blocks /);
    expect(checks[5]!.found).toMatch(/from the journal, the same bytes/);
    const cell = text('whole').split('\n')[1]!.split(',')[0]!;
    expect(await replayBlock(path('whole'), `${cell}#31`)).toMatchObject({
      journal: 'same',
      reference: 'same',
    });
    expect(await replayBlock(path('whole'), `${cell}#76`)).toMatchObject({ journal: 'missing' });
  });

  it('that lost the end of its journal is incomplete, and heals', async () => {
    await run(plan, 'torn');
    truncateSync(journal('torn'), 20_000);
    const status = await planStatus([path('torn')]);
    expect(status.cellsMissing).toBeGreaterThan(10);
    expect(status.cellsDone + status.cellsMissing).toBe(16);
    const { blocks, blocksDone } = status.folders[0]!;
    expect(blocksDone).toBeLessThan(blocks);
    expect(blocks).toBeLessThan((await held('whole')).blocks);
    const coverage = (await verifyFolder(path('torn'), 0)).checks.at(-1)!;
    expect([coverage.what, coverage.result]).toEqual(['whole plan', 'incomplete']);
    rmSync(join(path('torn'), 'seal.json'));
    await run(plan, 'torn');
    expect(text('torn')).toBe(text('whole'));
  });

  it('can be compared with itself under another seed, where cells end after other trials', async () => {
    const other = precisePlan({ seed: 'other' });
    await run(other, 'other-seed');
    const trialsIn = (name: string) =>
      text(name)
        .split('\n')
        .map((row) => row.split(',')[10]);
    expect(trialsIn('other-seed')).not.toEqual(trialsIn('whole'));
    const [base, next] = [await resultSource(path('whole'), ''), await resultSource(path('other-seed'), '')];
    const { counts } = await compareResults(base, next);
    expect(counts.changed + counts.worse + counts.better).toBe(0);
  });

  it('has the draws of a run with as many trials in every cell, and other trials only', async () => {
    await run(fixedPlan(plan, 32_768), 'first-look');
    const [base, next] = [await resultSource(path('first-look'), ''), await resultSource(path('whole'), '')];
    const { counts } = await compareResults(base, next);
    expect(counts.changed + counts.drift).toBe(0);
    expect(counts.identical).toBe(text('whole').match(/,32768,/g)!.length);
  });

  it('whose worker dies has rows with status error and no reason to stop, and the next run heals them', async () => {
    await run(plan, 'dying', { workerFile: workerFixture('fails-at-mu-2.js') });
    const rows = text('dying').trim().split('\n').slice(1);
    const wrong = rows.filter((row) => /,error,none,1,,,/.test(row));
    expect(wrong).toHaveLength(16);
    expect(wrong.every((row) => row.split(',')[4] === '2')).toBe(true);
    expect(await planStatus([path('dying')])).toMatchObject({
      cellsDone: 8,
      cellsFailed: 8,
      cellsMissing: 0,
    });
    await run(plan, 'dying');
    expect(text('dying')).toBe(text('whole'));
    expect((await held('dying')).twice).toBe(0);
  });
});

describe('more of it in the same folder', () => {
  const precision = (ratio: number, max_trials: number) => precisePlan({ precision: { ratio, max_trials } });
  const first = precision(0.05, 100_000);

  it.each([
    ['more trials at most', precision(0.05, 200_000)],
    ['a smaller ratio', precision(0.03, 100_000)],
    ['both', plan],
    ['as many trials in every cell', fixedPlan(plan, 100_000)],
    ['more trials in every cell', fixedPlan(plan, 140_000)],
  ])('with %s uses its blocks and gives the bytes of a run from the start', async (what, more) => {
    await run(first, what);
    const { blocks } = await held(what);
    const [notice] = await run(more, what);
    const used = Number(/^going on: (\d+) blocks/.exec(notice!)?.[1]);
    // The last blocks of cells with the most trials were partly filled.
    expect(used).toBeGreaterThan(0.9 * blocks);
    await run(more, `${what}-afresh`);
    expect(text(what)).toBe(text(`${what}-afresh`));
    expect(existsSync(join(path(what), 'seal.json'))).toBe(true);
  });

  it.each([
    ['a larger ratio', precision(0.06, 100_000), 'precision: {"ratio":0.05} there, {"ratio":0.06} here'],
    ['fewer trials at most', precision(0.05, 90_000), 'trials: 100000 there, 90000 here'],
    ['fewer trials in every cell', fixedPlan(plan, 90_000), 'precision: {"ratio":0.05} there, nothing here'],
  ])('with %s is refused with the difference', async (_, other, line) => {
    if (!existsSync(path('first'))) await run(first, 'first');
    await expect(run(other, 'first')).rejects.toMatchObject({
      code: 'FOLDER_OTHER_PLAN',
      exitCode: 40,
      message: expect.stringContaining(`\n  ${line}`) as string,
    });
  });

  it('a precision is refused where every cell has the same trials: some would lose them', async () => {
    await run(fixedPlan(plan, 3000), 'fixed');
    await expect(run(precision(0.03, 150_000), 'fixed')).rejects.toMatchObject({
      exitCode: 40,
      message: expect.stringContaining('\n  precision: nothing there, {"ratio":0.03} here') as string,
    });
  });
});

describe('the shards of a plan with a precision', () => {
  it.each([1, 3, effort(7, 30)])(
    '%i of them, merged in any order, are the bytes of a single run',
    async (count) => {
      const names = Array.from({ length: count }, (_, i) => `${i + 1}-of-${count}`);
      for (const [i, name] of names.entries()) await shard(plan, i + 1, count, name);
      const { failed, rows } = await merge([...names.slice(1), names[0]!], `merged-${count}`);
      expect([failed, rows]).toEqual([[], 32]);
      expect(text(`merged-${count}`)).toBe(text('whole'));
      expect(await held(`merged-${count}`)).toEqual(await held('whole'));
      expect(await run(plan, `merged-${count}`)).toEqual(['complete']);
    },
  );

  it('that are missing, or have lost the end of their journal, are told, and heal', async () => {
    const missing = { code: 'SHARDS_MISSING', exitCode: 31 };
    await expect(merge(['1-of-3', '3-of-3'], 'never')).rejects.toMatchObject({
      ...missing,
      message: expect.stringMatching(/make them:\n {2}gradvar run CONFIG --shard 2\/3$/) as string,
    });
    expect(await shard(plan, 2, 3, '2-of-3')).toEqual({ kind: 'complete' });
    truncateSync(journal('2-of-3'), 30_000);
    await expect(merge(['1-of-3', '2-of-3', '3-of-3'], 'never')).rejects.toMatchObject(missing);
    expect(await planStatus(['1-of-3', '2-of-3', '3-of-3'].map(path))).toMatchObject({ shardsMissing: [2] });
    expect(await shard(plan, 2, 3, '2-of-3')).toMatchObject({ kind: 'written' });
    await merge(['1-of-3', '2-of-3', '3-of-3'], 'healed');
    expect(text('healed')).toBe(text('whole'));
  });

  it('with cells that failed are merged, and the merged folder heals', async () => {
    const dying = { workerFile: workerFixture('fails-at-mu-2.js') };
    for (const k of [1, 2]) await shard(plan, k, 2, `dying-${k}`, dying);
    const { failed } = await merge(['dying-1', 'dying-2'], 'merged-dying');
    expect(failed).toHaveLength(8);
    await run(plan, 'merged-dying');
    expect(text('merged-dying')).toBe(text('whole'));
  });
});
