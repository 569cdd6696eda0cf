import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Plan } from '../../../src/plan/plan.ts';
import { openLedger } from '../../../src/folder/journal/ledger.ts';
import { encodeRecord, type JournalRecord } from '../../../src/folder/journal/record.ts';
import { computed, recordsOf, smallPlan } from '../../fixtures/small-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

function journalOf(name: string, records: readonly JournalRecord[]): string {
  const path = join(folder, name);
  writeFileSync(path, records.map(encodeRecord).join(''));
  return path;
}

const wholeCells = (plan: Plan) => recordsOf(plan, computed(plan, 1e12));
const plan = smallPlan();
const path = journalOf('whole.ndjson', wholeCells(plan));

test('with more trials, all but the last, partly filled, block of each cell is used', async () => {
  const ledger = await openLedger(smallPlan({ trials: 5000 }), [path]);
  expect(ledger.blocks).toBe(8 * 2);
  expect(ledger.hasBlock(0, 1)).toBe(true);
  expect(ledger.hasBlock(0, 2)).toBe(false);
  ledger.close();
});

test('where blocks grow, the draws of the held blocks are counted by their sizes', async () => {
  const grown = smallPlan({ integrands: ['sin10'], mu: 0, trials: 40_000 });
  const whole = journalOf('grown.ndjson', wholeCells(grown));
  const ledger = await openLedger(grown, [whole]);
  expect([ledger.blocks, ledger.draws]).toEqual([2 * (32 + 4), (1 + 10) * 40_000]);
  ledger.close();
  // Blocks 32 to 34 are full with 2048 trials, block 35 had 1088 of them.
  const longer = await openLedger(smallPlan({ integrands: ['sin10'], mu: 0, trials: 60_000 }), [whole]);
  expect([longer.blocks, longer.draws]).toEqual([2 * (32 + 3), (1 + 10) * (32 * 1024 + 3 * 2048)]);
  longer.close();
});

test('regression: with fewer trials no block is used that has more trials than it should', async () => {
  // 2500 trials are 1024 + 1024 + 452; 1500 are 1024 + 476: the second block is another one.
  const ledger = await openLedger(smallPlan({ trials: 1500 }), [path]);
  expect(ledger.blocks).toBe(8);
  expect([ledger.hasBlock(0, 0), ledger.hasBlock(0, 1), ledger.hasBlock(0, 2)]).toEqual([true, false, false]);
  ledger.close();
});

test('a journal that is not there, or is empty, holds nothing', async () => {
  const ledger = await openLedger(plan, [join(folder, 'nowhere'), journalOf('empty', [])]);
  expect([ledger.blocks, ledger.points]).toEqual([0, 0]);
  expect(ledger.ends).toEqual([undefined, { kind: 'whole', bytes: 0 }]);
  ledger.close();
});

test('a journal of another grid is foreign, one without a header damaged', async () => {
  const other = smallPlan({ seed: 'other' });
  await expect(openLedger(other, [path])).rejects.toMatchObject({ code: 'JOURNAL_FOREIGN', exitCode: 41 });
  const headless = journalOf('headless', wholeCells(plan).slice(1));
  await expect(openLedger(plan, [headless])).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED', exitCode: 50 });
});

test('regression: a folder in the place of the journal is an error with exit code 50, not a bug', async () => {
  const inTheWay = join(folder, 'in-the-way');
  mkdirSync(inTheWay);
  await expect(openLedger(plan, [inTheWay])).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    exitCode: 50,
  });
});
