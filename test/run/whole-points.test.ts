import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Batch } from '../../src/plan/batch.ts';
import type { BatchResult } from '../../src/plan/batch-result.ts';
import { batches } from '../../src/plan/batches.ts';
import type { FinishedCells } from '../../src/plan/finished-cells.ts';
import { gridId } from '../../src/plan/grid-id.ts';
import { WHOLE } from '../../src/plan/shard.ts';
import { batchRecords } from '../../src/folder/journal/batch-records.ts';
import { emptyLedger } from '../../src/folder/journal/ledger.ts';
import { encodeRecord, gridTag, sumsOfBlock } from '../../src/folder/journal/record.ts';
import type { DoneBatch } from '../../src/run/pool/isolate.ts';
import type { Outcome } from '../../src/run/pool/worker-pool.ts';
import { cellCourses } from '../../src/run/cell-course.ts';
import { computeCells } from '../../src/run/compute.ts';
import { unpackedRows } from '../../src/tables/packed-rows.ts';
import runBatch from '../../workers/batch.worker.ts';
import { effort } from '../fixtures/effort.ts';
import { recordOf, smallPlan } from '../fixtures/small-plan.ts';

/** Six points of three cells, of which a block fails nowhere. */
const plan = smallPlan({ integrands: ['sin10', 'relu', 'z^3'], m: [1, 3, 10], trials: 1500 });
const tag = gridTag(gridId(plan));
/** Between one point and all of them. */
const [batch] = batches(plan, { targetNanoseconds: Infinity });
const ofAll = batch!.nanoseconds;

interface Way {
  readonly targetNanoseconds: number;
  readonly ahead: number;
  readonly mostCells: number;
  /** Places of the batches whose worker is lost. */
  readonly lost: readonly number[];
  readonly schedule: <Result>(result: Promise<Result>) => Promise<Result>;
}

async function compute({ lost, schedule, ...way }: Way) {
  let calls = 0;
  const run = (asked: Batch): Promise<Outcome<BatchResult>> => {
    calls += 1;
    const isLost = asked.wholes.length > 0 && lost.includes(calls);
    return schedule(
      Promise.resolve(
        isLost
          ? { kind: 'lost' as const, reason: 'lost on purpose' }
          : { kind: 'done' as const, result: runBatch(asked) },
      ),
    );
  };
  const done: DoneBatch[] = [];
  const all: FinishedCells[] = [];
  const finished = computeCells(plan, emptyLedger(plan), cellCourses(plan), {
    ...way,
    gridTag: tag,
    mostBytes: 1e9,
    shard: WHOLE,
    stop: new AbortController().signal,
    startPool: () => ({ run, destroy: () => Promise.resolve() }),
    onDone: (each) => done.push(each),
  });
  for await (const cells of finished) all.push(cells);
  return { all, done };
}

const textsOf = (all: readonly FinishedCells[]): readonly string[] =>
  [0, 1].map((table) => Buffer.concat(all.map(({ tables }) => tables[table]!.text)).toString('utf8'));

/** What the lines of the journal hold, whoever wrote them: the sums of each block, and each point. */
function journaled(done: readonly DoneBatch[]): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { batch: of, result } of done) {
    const lines =
      result.lines ?? Buffer.concat([...batchRecords(tag, { batch: of, result })].map(encodeRecord));
    for (const line of Buffer.from(lines).toString('latin1').split('\n').slice(0, -1)) {
      const record = recordOf(line);
      if (record.kind === 'point') found[`point ${record.result.point}`] = record.result;
      if (record.kind !== 'blocks') continue;
      for (let block = record.first; block < record.first + record.count; block += 1)
        found[`block ${block} of ${record.cell}`] = [...sumsOfBlock(record, block)];
    }
  }
  return found;
}

const ways = fc.record({
  targetNanoseconds: fc.constantFrom(1, ofAll / 20, ofAll / 5, ofAll),
  ahead: fc.integer({ min: 1, max: 6 }),
  mostCells: fc.constantFrom(1, 4, 100),
  lost: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
});

it('cells that workers finish whole, or the coordinator piece by piece, give the same text, rows and lines of the journal', async () => {
  const usual = { ahead: 1, mostCells: 100, lost: [] };
  const byPieces = await compute({ ...usual, targetNanoseconds: 1, schedule: (result) => result });
  expect(byPieces.done.every(({ result }) => result.finished.length === 0)).toBe(true);
  const wholes = await compute({ ...usual, targetNanoseconds: ofAll, schedule: (result) => result });
  expect(wholes.all.some(({ count }) => count > 3)).toBe(true);
  const kept = journaled(byPieces.done);
  expect(Object.keys(kept)).toHaveLength(6 + 2 * 18);
  const rows = byPieces.all.flatMap(({ packed }) => unpackedRows(packed));
  expect(rows).toHaveLength(36);
  await fc.assert(
    fc.asyncProperty(ways, fc.scheduler(), async (way, s) => {
      const { all, done } = await s.waitFor(compute({ ...way, schedule: (result) => s.schedule(result) }));
      expect(textsOf(all)).toEqual(textsOf(byPieces.all));
      expect(all.flatMap(({ packed }) => unpackedRows(packed))).toEqual(rows);
      expect(all.flatMap(({ terms }) => terms)).toEqual(byPieces.all.flatMap(({ terms }) => terms));
      expect(all.reduce((next, { first, count }) => (first === next ? next + count : NaN), 0)).toBe(18);
      expect(journaled(done)).toEqual(kept);
      // Blocks of one record in a whole cell may stand in several where they came piece by piece.
      expect(all.every(({ failed }) => failed.length === 0)).toBe(true);
    }),
    { numRuns: effort(15, 100) },
  );
});
