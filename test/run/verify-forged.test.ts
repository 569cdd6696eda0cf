import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyFolder } from '../../src/audit/verify-folder.ts';
import {
  decodeRecord,
  encodeRecord,
  openLine,
  type JournalRecord,
  type StoredRecord,
} from '../../src/folder/journal/record.ts';
import type { Seal } from '../../src/folder/seal.ts';
import { resultFolders } from '../fixtures/result-folders.ts';
import { smallPlan } from '../fixtures/small-plan.ts';

const { path, text, run, shard, remove } = resultFolders();
const plan = smallPlan({ components: ['mu', { phi: { mu: 1, sigma: 1 } }] });
const ALL = 1000;
afterAll(remove);
beforeAll(() => run(plan, 'whole'));

const file = (name: string, of: string) => join(path(name), of);

/** What is not ok: `what: found`. */
async function wrong(name: string, recompute: number): Promise<readonly string[]> {
  const { checks } = await verifyFolder(path(name), recompute);
  return checks.filter(({ result }) => result !== 'ok').map(({ what, found }) => `${what}: ${found}`);
}

function copy(name: string): void {
  rmSync(path(name), { recursive: true, force: true });
  cpSync(path('whole'), path(name), { recursive: true });
}

function edit(name: string, of: string, change: (text: string) => string): void {
  const before = text(name, of);
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file(name, of), after);
}

/** Makes the seal fit what stands in the folder. */
function sealAgain(name: string, change: (seal: Seal) => Seal = (seal) => seal): void {
  const seal = change(JSON.parse(text(name, 'seal.json')) as Seal);
  const files = seal.files.map((each) => {
    const bytes = readFileSync(file(name, each.name));
    return { ...each, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  });
  writeFileSync(file(name, 'seal.json'), JSON.stringify({ ...seal, files }));
}

/** Changes the records of a journal; every checksum fits. */
function forge(name: string, change: (record: JournalRecord) => JournalRecord): void {
  const lines = readFileSync(file(name, 'journal.ndjson'), 'latin1').split('\n').slice(0, -1);
  const records = lines.map((line) =>
    encodeRecord(change(decodeRecord(openLine(Buffer.from(line, 'latin1')) as StoredRecord))),
  );
  writeFileSync(file(name, 'journal.ndjson'), Buffer.concat(records));
}

const TABLES = ['summary.csv', 'why.csv', 'phi.csv'];

/** Another digit in the middle of the last line. */
function otherDigit(csv: string): string {
  const from = csv.lastIndexOf('\n', csv.length - 2);
  return csv.slice(0, from) + csv.slice(from).replace(/\.(\d)/, (_, digit) => `.${(Number(digit) + 1) % 10}`);
}

test('a sound folder has nothing wrong, and what was not checked is named', async () => {
  expect(await wrong('whole', 0)).toEqual([]);
  expect(await wrong('whole', ALL)).toEqual([]);
  const { unchecked } = await verifyFolder(path('whole'), 5);
  expect(unchecked).toEqual([expect.stringMatching(/^\d+ of \d+ blocks$/), 'manifest.json', 'timings.csv']);
  expect((await verifyFolder(path('whole'), ALL)).unchecked).toEqual(['manifest.json', 'timings.csv']);
  expect((await verifyFolder(path('whole'), 0)).unchecked[0]).toMatch(/--recompute/);
});

test.each(TABLES)('a forged row of %s is found, and so it is with a seal that fits', async (name) => {
  copy('row');
  edit('row', name, otherDigit);
  expect(await wrong('row', 0)).toEqual([`seal.json: changed since it was sealed: ${name}`]);
  sealAgain('row');
  expect(await wrong('row', 0)).toEqual([]);
  const last = text('row', name).split('\n').length - 1;
  const told = `made again: not what the journal gives here: ${name} has another line ${last}`;
  expect(await wrong('row', 1)).toEqual([told]);
});

test.each([
  ['a row less', (csv: string) => csv.slice(0, csv.lastIndexOf('\n', csv.length - 2) + 1)],
  ['a row more', (csv: string) => csv + csv.slice(csv.lastIndexOf('\n', csv.length - 2) + 1)],
  ['no line feed at its end', (csv: string) => csv.slice(0, -1)],
  ['nothing', () => ''],
])('a table with %s and a seal that fits is found', async (_, change) => {
  copy('length');
  edit('length', 'why.csv', change);
  sealAgain('length');
  expect(await wrong('length', 1)).toEqual([
    expect.stringMatching(/^made again: .*why\.csv has another line/),
  ]);
});

test('a seal that leaves out a table, miscounts, or is of another share is found', async () => {
  copy('seal');
  sealAgain('seal', (seal) => ({ ...seal, files: seal.files.filter(({ name }) => name !== 'why.csv') }));
  expect(await wrong('seal', 0)).toEqual(['seal.json: not sealed: why.csv']);
  copy('seal');
  sealAgain('seal', (seal) => ({
    ...seal,
    failed_cells: 2,
    files: seal.files.map((each) => ({ ...each, rows: 7 })),
  }));
  expect((await wrong('seal', 1))[0]).toMatch(/counts 7 rows of summary\.csv.*counts 2 failed cells$/);
  copy('seal');
  sealAgain('seal', (seal) => ({ ...seal, shard: '1/2' }));
  expect(await wrong('seal', 0)).toEqual(['seal.json: it is of shard 1/2, and the folder of the whole plan']);
  writeFileSync(file('seal', 'seal.json'), '{}');
  expect(await wrong('seal', 0)).toEqual([
    expect.stringMatching(/^seal\.json: .* is not as gradvar writes it/),
  ]);
});

test('a description of other tables with a seal that fits is found', async () => {
  copy('described');
  edit('described', 'datapackage.json', (json) => json.replace('"summary"', '"summery"'));
  sealAgain('described');
  expect(await wrong('described', 1)).toEqual([
    expect.stringMatching(/datapackage\.json describes other tables$/),
  ]);
});

test('a forged journal record is found by the rows, and with rows that follow from it by computing all blocks', async () => {
  copy('record');
  let isFirst = true;
  forge('record', (record) => {
    if (record.kind !== 'blocks' || !isFirst) return record;
    isFirst = false;
    return { ...record, sums: record.sums.map((sum, i) => (i === 0 ? sum + 1e-9 : sum)) };
  });
  expect(await wrong('record', 0)).toEqual([]);
  expect(await wrong('record', ALL)).toEqual([
    expect.stringMatching(/^computed again: block 0 of cell c\w+ has other numbers now/),
    expect.stringMatching(/^made again: .*summary\.csv has another line/),
  ]);
  rmSync(file('record', 'seal.json'));
  await run(plan, 'record');
  expect(text('record')).not.toBe(text('whole'));
  expect(await wrong('record', 0)).toEqual([]);
  expect(await wrong('record', ALL)).toEqual([
    expect.stringMatching(/^computed again: .* other numbers now/),
  ]);
});

test('forged exact values are found by computing all blocks', async () => {
  copy('exact');
  forge('exact', (record) => {
    if (record.kind !== 'point') return record;
    const json = JSON.stringify(record).replace(/0\.(\d)/, (_, digit) => `0.${9 - Number(digit)}`);
    return JSON.parse(json) as JournalRecord;
  });
  expect((await wrong('exact', ALL))[0]).toMatch(
    /^computed again: the exact values of cell \w+ are others now$/,
  );
});

test('a broken seal is made again by the same run, whose journal is whole; a shard has no tables to make', async () => {
  copy('broken');
  writeFileSync(file('broken', 'seal.json'), 'null');
  expect(await run(plan, 'broken')).toEqual([
    expect.stringMatching(/seal\.json is not as gradvar writes it.*it is made again from the journal$/),
    expect.stringMatching(/^going on: /),
  ]);
  expect(text('broken', 'seal.json')).toBe(text('whole', 'seal.json'));
  await shard(plan, 1, 2, 'shard');
  expect(await wrong('shard', ALL)).toEqual([]);
});
