import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { GradvarError } from '../../../src/errors.ts';
import { blockCount } from '../../../src/plan/blocks.ts';
import { cellCount, pointCount } from '../../../src/plan/cells.ts';
import { gridId } from '../../../src/plan/grid-id.ts';
import { openLedger, type Ledger } from '../../../src/folder/journal/ledger.ts';
import {
  encodeRecord,
  gridTag,
  type FailedRecord,
  type JournalRecord,
} from '../../../src/folder/journal/record.ts';
import { computed, recordsOf, smallPlan } from '../../fixtures/small-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-damage-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plan = smallPlan({ integrands: ['relu'], m: 1 });
const good = recordsOf(plan, computed(plan, 1));
const failure: FailedRecord = {
  kind: 'failed',
  grid: gridTag(gridId(plan)),
  cell: 1,
  first: 0,
  count: 2,
  reason: 'worker exited',
};
/** Header, then all kinds mixed, and one of each at the end. */
const records: readonly JournalRecord[] = [
  good[0]!,
  failure,
  ...good.slice(1),
  good.find(({ kind }) => kind === 'point')!,
  { ...failure, cell: 0 },
  good.find(({ kind }) => kind === 'blocks')!,
];
const lines = records.map(encodeRecord);
const whole = Buffer.concat(lines);
const offsets = lines.map((_, i) => lines.slice(0, i).reduce((sum, { length }) => sum + length, 0));

const path = join(folder, 'journal.ndjson');
writeFileSync(path, whole);
const truth = await openLedger(plan, [path]);

/** The ledger of these bytes, or the code of the error. */
async function ledgerOf(bytes: Buffer): Promise<Ledger | string> {
  const other = join(folder, 'damaged.ndjson');
  writeFileSync(other, bytes);
  try {
    return await openLedger(plan, [other]);
  } catch (error) {
    if (!(error instanceof GradvarError) || error.exitCode !== 50) throw error;
    return error.code;
  }
}

/** Whatever it holds is what was written. */
function expectTrue(ledger: Ledger, where: string): void {
  for (let cell = 0; cell < cellCount(plan); cell += 1) {
    const blocks = blockCount(plan.trials, plan.m[cell % plan.m.length]!);
    for (let block = 0; block < blocks + 1; block += 1) {
      if (!ledger.hasBlock(cell, block)) continue;
      const [a, b] = [ledger.block(cell, block), truth.block(cell, block)];
      if (!a.every((sum, i) => Object.is(sum, b[i])))
        throw new Error(`${where}: another block ${cell} ${block}`);
    }
  }
  for (let point = 0; point < pointCount(plan); point += 1) {
    if (ledger.hasPoint(point)) expect(ledger.point(point), where).toEqual(truth.point(point));
  }
}

test('the undamaged journal holds everything', () => {
  expect(truth.blocks).toBe(6);
  expect(truth.points).toBe(2);
  expect(truth.failureOf(1, 0)).toBe('worker exited');
});

test('cut at every byte of its last two records, a journal holds the records before and says that it is torn', async () => {
  const from = offsets.at(-2)!;
  for (let length = from; length < whole.length; length += 1) {
    const ledger = await ledgerOf(whole.subarray(0, length));
    if (typeof ledger === 'string') throw new Error(`cut at ${length}: ${ledger}`);
    const last = [...offsets].reverse().find((offset) => offset <= length)!;
    expect(ledger.ends).toEqual([
      last === length
        ? { kind: 'whole', bytes: length }
        : { kind: 'torn', goodBytes: last, bytes: length, isBegunLine: true },
    ]);
    expect([ledger.blocks, ledger.points]).toEqual([truth.blocks, truth.points]);
    if (length % 64 === 0) expectTrue(ledger, `cut at ${length}`);
    ledger.close();
  }
});

const kinds = ['journal', 'blocks', 'point', 'failed'] as const;
const places = kinds.flatMap((kind) => {
  const found = [...records.keys()].filter((i) => records[i]!.kind === kind);
  const chosen = new Set([found[0]!, found[found.length >> 1]!, found.at(-1)!]);
  return [...chosen].map((record) => [kind, record] as const);
});

test.each(places)(
  'a bit flipped anywhere in a %s (record %i): exit 50, or only true numbers',
  async (_, record) => {
    const isLast = record === records.length - 1;
    const { length } = lines[record]!;
    // Every byte of the ends, where the fields are and the checksum; of the long middle some. record.test.ts has all bits.
    const isTried = (byte: number) => byte < 60 || byte > length - 25 || byte % 17 === 0;
    for (let byte = 0; byte < length; byte += 1) {
      if (!isTried(byte)) continue;
      // The line feed with each of its bits, any other byte with one, each in turn.
      const bits = byte === length - 1 ? [0, 1, 2, 3, 4, 5, 6, 7] : [byte % 8];
      for (const bit of bits) {
        const bytes = Buffer.from(whole);
        bytes[offsets[record]! + byte]! ^= 1 << bit;
        const where = `bit ${bit} of byte ${byte}`;
        const ledger = await ledgerOf(bytes);
        if (typeof ledger === 'string') {
          expect(ledger, where).toBe('JOURNAL_DAMAGED');
          continue;
        }
        // Only what may have been under way when the machine stopped is cut off: a flipped line feed joins two lines.
        expect(ledger.ends[0]!.kind, where).toBe('torn');
        expect(isLast || record === records.length - 2, where).toBe(true);
        expectTrue(ledger, where);
        ledger.close();
      }
    }
  },
);

test('zeros in the place of any record, as after a power loss, are never read as a number', async () => {
  for (const [i, line] of lines.entries()) {
    const bytes = Buffer.from(whole).fill(0, offsets[i], offsets[i]! + line.length);
    const ledger = await ledgerOf(bytes);
    // The line feed goes with its record: the last two are one line then.
    if (i < lines.length - 2) expect(ledger).toBe('JOURNAL_DAMAGED');
    else expectTrue(ledger as Ledger, `zeros at record ${i}`);
  }
});
