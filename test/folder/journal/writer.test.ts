import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeRecord, headerOf, type JournalRecord } from '../../../src/folder/journal/record.ts';
import { openJournalWriter } from '../../../src/folder/journal/writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-writer-'));
afterAll(() => rmSync(folder, { recursive: true }));

const record = (cell: number): JournalRecord => ({
  kind: 'failed',
  grid: '0123456789ab',
  cell,
  first: 0,
  count: 1,
  reason: 'ß\n',
});
const GRID = '0123456789abcdef';
const text = (count: number) =>
  [headerOf(GRID), ...Array.from({ length: count }, (_, i) => record(i))].map(encodeRecord).join('');
const noFailure = (): void => {
  throw new Error('it failed');
};

describe.each(['group', 'record'] as const)('a journal written by %s', (durability) => {
  it('holds every record once, in order, however they come', async () => {
    const path = join(folder, `${durability}.ndjson`);
    const writer = await openJournalWriter(path, GRID, 0, durability, noFailure);
    for (let cell = 0; cell < 60; cell += 1) {
      writer.append(encodeRecord(record(cell)));
      if (cell % 3 === 0) await Promise.resolve();
      if (cell % 7 === 0) await new Promise((resolve) => setTimeout(resolve, cell === 49 ? 250 : 1));
    }
    await writer.close();
    expect(readFileSync(path, 'utf8')).toBe(text(60));
  });

  it('goes on after the good bytes and cuts off what follows them', async () => {
    const path = join(folder, `${durability}-torn.ndjson`);
    writeFileSync(path, `${text(2)}{"kind":"fai`);
    const writer = await openJournalWriter(path, GRID, Buffer.byteLength(text(2)), durability, noFailure);
    writer.append(encodeRecord(record(2)));
    await writer.close();
    expect(readFileSync(path, 'utf8')).toBe(text(3));
  });

  it('is on disk within a second, without being closed', async () => {
    const path = join(folder, `${durability}-soon.ndjson`);
    const writer = await openJournalWriter(path, GRID, 0, durability, noFailure);
    writer.append(encodeRecord(record(0)));
    await expect.poll(() => readFileSync(path, 'utf8'), { timeout: 1000 }).toBe(text(1));
    await writer.close();
  });
});

it('a journal that cannot be opened says why, with exit code 50', async () => {
  const wanted = { code: 'OUTPUT_UNWRITABLE', exitCode: 50 };
  await expect(openJournalWriter(folder, GRID, 0, 'group', noFailure)).rejects.toMatchObject(wanted);
  const nowhere = join(folder, 'nowhere', 'journal.ndjson');
  await expect(openJournalWriter(nowhere, GRID, 0, 'group', noFailure)).rejects.toMatchObject(wanted);
});
