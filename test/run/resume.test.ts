import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultFolders } from '../fixtures/result-folders.ts';
import { recordOf, smallPlan, workerFixture } from '../fixtures/small-plan.ts';
import { effort } from '../fixtures/effort.ts';

const { path, text, run, remove } = resultFolders();
const plan = smallPlan();
afterAll(remove);
beforeAll(async () => {
  await run(plan, 'whole');
});

const journal = (name: string) => join(path(name), 'journal.ndjson');
const kindsIn = (name: string) =>
  readFileSync(journal(name), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => recordOf(line).kind);

describe('a folder that is complete', () => {
  it('is only verified', async () => {
    expect(await run(plan, 'whole')).toEqual(['complete']);
  });

  it('regression: on read-only media, where no lock can be made, is told to be complete', async () => {
    await run(plan, 'read-only');
    const locks = join(path('read-only'), '.lock');
    rmSync(locks, { recursive: true });
    // Stands for media on which nothing can be made; works for root too.
    writeFileSync(locks, '');
    expect(await run(plan, 'read-only')).toEqual(['complete']);
    rmSync(join(path('read-only'), 'seal.json'));
    await expect(run(plan, 'read-only')).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE', exitCode: 50 });
  });

  it('but was changed, is refused with exit 50, and made anew from the journal once its seal is gone', async () => {
    await run(plan, 'changed');
    const summary = join(path('changed'), 'summary.csv');
    writeFileSync(summary, readFileSync(summary, 'utf8').replace('5', '6'));
    await expect(run(plan, 'changed')).rejects.toMatchObject({ code: 'FOLDER_DAMAGED', exitCode: 50 });
    rmSync(join(path('changed'), 'seal.json'));
    expect(await run(plan, 'changed')).toEqual(['going on: 24 blocks are done already']);
    expect(text('changed')).toBe(text('whole'));
  });

  it('but sealed by a version that wrote fewer tables, gets the others from its journal', async () => {
    await run(plan, 'older');
    const seal = join(path('older'), 'seal.json');
    const { files, ...rest } = JSON.parse(readFileSync(seal, 'utf8')) as { files: { name: string }[] };
    writeFileSync(seal, JSON.stringify({ ...rest, files: files.filter(({ name }) => name !== 'why.csv') }));
    rmSync(join(path('older'), 'why.csv'));
    expect(await run(plan, 'older')).toEqual(['going on: 24 blocks are done already']);
    expect(text('older', 'why.csv')).toBe(text('whole', 'why.csv'));
    expect(text('older')).toBe(text('whole'));
    expect(await run(plan, 'older')).toEqual(['complete']);
  });

  it('regression: with a bit of its seal flipped, it is refused or made anew, never a bug, never other bytes', async () => {
    await run(plan, 'flipped');
    const seal = join(path('flipped'), 'seal.json');
    const good = readFileSync(seal);
    const summary = text('flipped');
    const isTried = (byte: number) =>
      byte % effort(123, 41) === 0 || good.indexOf('files') === byte || byte < 6;
    for (const byte of good.keys()) {
      if (!isTried(byte)) continue;
      const bytes = Buffer.from(good);
      bytes[byte]! ^= 1;
      writeFileSync(seal, bytes);
      await run(plan, 'flipped').catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'FOLDER_DAMAGED', exitCode: 50 });
      });
      expect(text('flipped')).toBe(summary);
    }
  });
});

describe('another plan in the same folder', () => {
  it('with more trials uses the finished blocks and gives the bytes of a run from the start', async () => {
    await run(plan, 'raised');
    const more = smallPlan({ trials: 5000 });
    expect(await run(more, 'raised')).toEqual(['going on: 16 blocks are done already']);
    await run(more, 'raised-afresh');
    expect(text('raised')).toBe(text('raised-afresh'));
    expect(existsSync(join(path('raised'), 'seal.json'))).toBe(true);
  });

  it.each([
    ['fewer trials', { trials: 1500 }, 'trials: 2500 there, 1500 here'],
    ['another seed', { seed: 'new' }, 'seed: "small" there, "new" here'],
    ['another integrand', { integrands: ['sin10', 'square'] }, 'integrands: ["sin10","relu"] there'],
  ])('with %s is refused with the difference, and nothing is changed', async (_, change, line) => {
    const before = text('whole', 'seal.json');
    await expect(run(smallPlan(change), 'whole')).rejects.toMatchObject({
      code: 'FOLDER_OTHER_PLAN',
      exitCode: 40,
      message: expect.stringContaining(`\n  ${line}`) as string,
      hint: expect.stringMatching(/--out.*--restart/) as string,
    });
    expect(text('whole', 'seal.json')).toBe(before);
    expect(await run(plan, 'whole')).toEqual(['complete']);
  });

  it('starts afresh with restart, which moves the old folder aside whole', async () => {
    await run(plan, 'restarted');
    for (const i of [1, 2]) {
      const notices = await run(plan, 'restarted', { restart: true });
      expect(notices).toEqual([`the old folder is now ${path(`restarted.old-${i}`)}`]);
      expect(await run(plan, `restarted.old-${i}`)).toEqual(['complete']);
    }
    expect(text('restarted')).toBe(text('restarted.old-1'));
  });

  it('without plan.json, but with blocks of more trials, is still the bytes of a run from the start', async () => {
    await run(plan, 'planless');
    rmSync(join(path('planless'), 'plan.json'));
    rmSync(join(path('planless'), 'seal.json'));
    const fewer = smallPlan({ trials: 1500 });
    await run(fewer, 'planless');
    await run(fewer, 'fewer-afresh');
    expect(text('planless')).toBe(text('fewer-afresh'));
  });
});

describe('--resume', () => {
  it('never refuses a folder with results, only refuses one without', async () => {
    const refused = { code: 'NOTHING_TO_RESUME', exitCode: 40 };
    await expect(run(plan, 'whole', { resume: 'never' })).rejects.toMatchObject(refused);
    await expect(run(plan, 'nothing', { resume: 'only' })).rejects.toMatchObject(refused);
    expect(await run(plan, 'whole', { resume: 'only' })).toEqual(['complete']);
    expect(await run(plan, 'fresh', { resume: 'never' })).toEqual([]);
    expect(text('fresh')).toBe(text('whole'));
  });
});

describe('what was interrupted', () => {
  it('regression: by an error in the coordinator, leaves no failures behind that the workers’ end made', async () => {
    const broken = new Error('the caller had enough');
    const options = { workers: 2, batchNanoseconds: 1, workerFile: workerFixture('slow.js') };
    const stopping = run(plan, 'broken', {
      ...options,
      onProgress: ({ draws }) => {
        if (draws > 0) throw broken;
      },
    });
    await expect(stopping).rejects.toBe(broken);
    expect(kindsIn('broken')).not.toContain('failed');
    await run(plan, 'broken');
    expect(text('broken')).toBe(text('whole'));
  });

  it('by a hanging worker, ends within the grace time and goes on later', async () => {
    const stop = new AbortController();
    const stopping = run(plan, 'hanging', {
      workerFile: workerFixture('hangs-at-mu-2.js'),
      signal: stop.signal,
      graceMilliseconds: 200,
      batchNanoseconds: 1,
      onProgress: () => stop.abort(),
    });
    await expect(stopping).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
    expect(kindsIn('hanging')).not.toContain('failed');
    await run(plan, 'hanging');
    expect(text('hanging')).toBe(text('whole'));
  });

  it('by no one: a worker that hangs longer than the batch timeout costs its cells, and the next run heals them', async () => {
    const two = smallPlan({ integrands: ['relu'], m: 1 });
    await run(two, 'slow', {
      workerFile: workerFixture('hangs-at-mu-2.js'),
      batchTimeoutMilliseconds: 1500,
    });
    const rows = text('slow').trim().split('\n').slice(1);
    expect(rows.map((row) => /(^|,)error(,|$)/.test(row))).toEqual([false, false, true, true]);
    expect(text('slow', 'manifest.json')).toContain('it took longer than 1.5 s');
    await run(two, 'slow');
    await run(two, 'never-slow');
    expect(text('slow')).toBe(text('never-slow'));
  });
});

/** The methods of every open file, to be replaced for a while. */
async function fileMethods(): Promise<Record<'writeFile' | 'datasync', () => Promise<void>>> {
  const probe = await open(process.execPath, 'r');
  await probe.close();
  return Object.getPrototypeOf(probe) as Awaited<ReturnType<typeof fileMethods>>;
}

const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
const UNWRITABLE = { code: 'OUTPUT_UNWRITABLE', exitCode: 50 };

it('regression: a stopped run whose last blocks cannot be written says so, and not that they are safe', async () => {
  const methods = await fileMethods();
  const { datasync } = methods;
  const stop = new AbortController();
  const stopping = run(plan, 'stopped-full', {
    batchNanoseconds: 1,
    signal: stop.signal,
    graceMilliseconds: 1,
    onProgress: () => {
      methods.datasync = () => Promise.reject(full);
      stop.abort();
    },
  });
  await expect(stopping).rejects.toMatchObject(UNWRITABLE);
  methods.datasync = datasync;
  await run(plan, 'stopped-full');
  expect(text('stopped-full')).toBe(text('whole'));
});

it('regression: writes of timings.csv that fail while nobody waits for them are told, with exit code 50', async () => {
  const methods = await fileMethods();
  const { writeFile } = methods;
  const { openTimings } = await import('../../src/run/timings-file.ts');
  const timings = await openTimings(path('whole'));
  methods.writeFile = () => new Promise((_, reject) => setTimeout(() => reject(full), 20));
  try {
    const asked = { estimators: [], components: [], m: [], moves: {}, knowsPhi: false };
    const rows = { asked, trials: 1, precision: null, gridTag: null };
    const pieces = { integrands: [], wholes: [], points: [], runs: [] };
    const batch = { index: 0, seed: '', ...rows, ...pieces, nanoseconds: 0 };
    const done = {
      batch,
      result: { points: [], runs: [], finished: [], lines: null, milliseconds: 1 / 3 },
    };
    for (let i = 0; i < 60_000; i += 1) timings.add(done);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(timings.commit()).rejects.toMatchObject(UNWRITABLE);
  } finally {
    methods.writeFile = writeFile;
    await timings.discard();
  }
});
