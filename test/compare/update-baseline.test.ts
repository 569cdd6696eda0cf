import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyFolder } from '../../src/audit/verify-folder.ts';
import { compareResults } from '../../src/compare/compare.ts';
import { resultSource, type ResultSource } from '../../src/compare/result-source.ts';
import { refuseEdited, updateBaseline } from '../../src/compare/update-baseline.ts';
import { verdict } from '../../src/compare/verdict.ts';
import { lockFolder } from '../../src/folder/folder-lock.ts';
import { resultFolders } from '../fixtures/result-folders.ts';
import { smallPlan } from '../fixtures/small-plan.ts';

const { path, text, run, remove } = resultFolders();
afterAll(remove);
beforeAll(async () => {
  await run(smallPlan(), 'new');
  await run(smallPlan({ seed: 'other' }), 'old');
});

const source = (name: string): Promise<ResultSource> => resultSource(path(name), '');
const copy = (from: string, to: string) => cpSync(path(from), path(to), { recursive: true });
const names = (name: string) => readdirSync(path(name)).sort();
const OF_A_BASELINE = ['datapackage.json', 'plan.json', 'seal.json', 'summary.csv', 'why.csv'];

test('a baseline is what is sealed and the seal, and is renewed in its place', async () => {
  const next = await source('new');
  await updateBaseline(path('base'), await source('old'));
  expect(await updateBaseline(path('base'), next)).toEqual({
    summary: join(path('base'), 'summary.csv'),
    aside: undefined,
  });
  expect(names('base')).toEqual(OF_A_BASELINE);
  expect((await verifyFolder(path('base'), 0)).checks.map(({ result }) => result)).toEqual([
    'ok',
    'ok',
    'ok',
  ]);
});

test('a baseline over the folder of a run leaves nothing of it there, and nothing of it is lost', async () => {
  copy('old', 'over');
  const before = names('over').filter((name) => name !== '.lock');
  const { aside } = await updateBaseline(path('over'), await source('new'));
  expect(names('over')).toEqual(OF_A_BASELINE);
  expect(text('over')).toBe(text('new'));
  expect(aside).toBe(`${path('over')}.old-1`);
  expect(names('over.old-1').filter((name) => name !== '.lock')).toEqual(before);
  for (const name of before) expect(text('over.old-1', name)).toBe(text('old', name));
  // What was moved aside is free to be gone on with.
  await (await lockFolder(aside!)).release();
});

test('a folder in use is refused (40), a result inside the baseline too (2), and the baseline itself stays as it is', async () => {
  copy('old', 'used');
  const lock = await lockFolder(path('used'));
  const next = await source('new');
  await expect(updateBaseline(path('used'), next)).rejects.toMatchObject({ exitCode: 40 });
  await lock.release();
  expect(text('used')).toBe(text('old'));
  mkdirSync(path('outer'));
  copy('new', 'outer/new');
  writeFileSync(join(path('outer'), 'journal.ndjson'), '');
  await expect(updateBaseline(path('outer'), await source('outer/new'))).rejects.toMatchObject({
    exitCode: 2,
  });
  const all = names('new');
  expect((await updateBaseline(path('new'), next)).aside).toBe(undefined);
  expect(names('new')).toEqual(all);
});

test.each(['summary.csv', 'why.csv', 'datapackage.json'])(
  'an edited %s is refused for a baseline (41)',
  async (name) => {
    copy('new', 'edited');
    writeFileSync(join(path('edited'), name), `${text('edited', name)}\n`);
    await expect(refuseEdited(await source('edited'))).rejects.toMatchObject({
      code: 'RESULT_FOREIGN',
      exitCode: 41,
    });
    rmSync(path('edited'), { recursive: true });
  },
);

test('an edited summary that is given by itself is refused as well; one that lies alone is what it is', async () => {
  copy('new', 'alone');
  writeFileSync(join(path('alone'), 'summary.csv'), text('old'));
  const edited = await resultSource(join(path('alone'), 'summary.csv'), '');
  expect(edited.seal).toBe('changed');
  await expect(refuseEdited(edited)).rejects.toMatchObject({ exitCode: 41 });
  rmSync(join(path('alone'), 'seal.json'));
  const alone = await resultSource(join(path('alone'), 'summary.csv'), '');
  expect(alone.seal).toBe(null);
  await refuseEdited(alone);
  expect((await source('alone')).seal).toBe('unsealed');
});

test('an edited side is named in the verdict, whatever else there is to say', async () => {
  copy('new', 'side');
  const csv = readFileSync(join(path('side'), 'summary.csv'), 'utf8');
  writeFileSync(
    join(path('side'), 'summary.csv'),
    csv.replace(/0\.(\d)/, (_, digit) => `0.${9 - Number(digit)}`),
  );
  const [edited, next] = [await source('side'), await source('new')];
  for (const [a, b] of [
    [edited, next],
    [next, edited],
    [edited, edited],
  ] as const) {
    const { sentence } = verdict(await compareResults(a, b));
    expect(sentence).toContain(`${path('side')} was changed since it was sealed`);
    expect(sentence).not.toContain(`${path('new')} was changed`);
  }
  rmSync(join(path('side'), 'seal.json'));
  const unsealed = await compareResults(await source('side'), next);
  expect([unsealed.edited, unsealed.unsealed]).toEqual([[], [path('side')]]);
});

test('links in the place of files of the baseline are replaced, not followed', async () => {
  mkdirSync(path('linked'));
  writeFileSync(path('outside'), 'untouched');
  for (const name of OF_A_BASELINE) symlinkSync(path('outside'), join(path('linked'), name));
  await updateBaseline(path('linked'), await source('new'));
  expect(readFileSync(path('outside'), 'utf8')).toBe('untouched');
  expect(text('linked')).toBe(text('new'));
  expect(existsSync(join(path('linked'), 'journal.ndjson'))).toBe(false);
});
