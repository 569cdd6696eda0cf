import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellCourses } from '../../src/run/cell-course.ts';
import { computeCells } from '../../src/run/compute.ts';
import { runExperiment } from '../../src/run/run-experiment.ts';
import { settler } from '../../src/run/settle.ts';
import { WHOLE, type Shard } from '../../src/plan/shard.ts';
import { cells } from '../../src/plan/cells.ts';
import type { Batch } from '../../src/plan/batch.ts';
import { emptyLedger, openLedger, type Ledger } from '../../src/folder/journal/ledger.ts';
import { encodeRecord, type JournalRecord } from '../../src/folder/journal/record.ts';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { unpackedRows } from '../../src/tables/packed-rows.ts';
import { rowMaker } from '../../src/tables/rows.ts';
import { rowPlanOf } from '../../src/plan/asked.ts';
import { fixedPlan, precisePlan, rememberingWorker } from '../fixtures/precise-plan.ts';
import { recordsOf, WORKER, type Computed } from '../fixtures/small-plan.ts';
import { effort } from '../fixtures/effort.ts';

const plan = precisePlan();
const worker = rememberingWorker();
const folder = mkdtempSync(join(tmpdir(), 'gradvar-precise-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Way {
  readonly targetNanoseconds: number;
  readonly ahead: number;
  readonly mostCells: number;
  readonly mostBytes: number;
  readonly shard: Shard;
  readonly ledger: Ledger;
  /** How the results of batches come. */
  readonly schedule: <Result>(result: Promise<Result>, batch: Batch) => Promise<Result>;
}

interface Found {
  readonly rows: readonly SummaryRow[];
  readonly batches: readonly Batch[];
}

const USUAL: Omit<Way, 'ledger'> = {
  targetNanoseconds: 1e7,
  ahead: 4,
  mostCells: 100,
  mostBytes: 1e9,
  shard: WHOLE,
  schedule: (result) => result,
};

async function compute(way: Partial<Way> = {}): Promise<Found> {
  const all: Way = { ...USUAL, ledger: emptyLedger(plan), ...way };
  const batches: Batch[] = [];
  const run = (batch: Batch) =>
    all.schedule(Promise.resolve({ kind: 'done' as const, result: worker(batch) }), batch);
  const cellsDone = computeCells(plan, all.ledger, cellCourses(plan), {
    ...all,
    gridTag: null,
    stop: new AbortController().signal,
    startPool: () => ({ run, destroy: () => Promise.resolve() }),
    onDone: ({ batch }) => batches.push(batch),
  });
  const rows: SummaryRow[] = [];
  for await (const cell of cellsDone) rows.push(...unpackedRows(cell.packed));
  return { rows, batches };
}

/** `cell block` of every block that batches hold, and `point` of every point. */
function pieceNames(batches: readonly Batch[]): readonly string[] {
  return batches.flatMap(({ points, runs }) => [
    ...points.map(({ point }) => `point ${point}`),
    ...runs.flatMap(({ cell, first, count }) =>
      Array.from({ length: count }, (_, i) => `${cell} ${first + i}`),
    ),
  ]);
}

const sorted = (names: readonly string[]): readonly string[] => [...names].sort();

let usual: Found;
beforeAll(async () => {
  usual = await compute();
});

const ways = fc.record({
  targetNanoseconds: fc.constantFrom(1, 3e5, 5e6, 1e12),
  ahead: fc.integer({ min: 1, max: 9 }),
  mostCells: fc.constantFrom(1, 2, 5, 100),
  mostBytes: fc.constantFrom(1, 60_000, 1e9),
});

describe('the cells of a plan with a precision', () => {
  it('end for every reason, at several looks', () => {
    expect(new Set(usual.rows.map(({ stopped }) => stopped))).toEqual(
      new Set(['ratio', 'max_trials', 'heavy_tail', 'no_interval']),
    );
    expect(new Set(usual.rows.map(({ trials }) => trials)).size).toBeGreaterThanOrEqual(4);
  });

  it('have the rows that they would have with as many trials in every cell', async () => {
    const trials = new Set(usual.rows.map((row) => row.trials!));
    for (const each of trials) {
      const fixed: SummaryRow[] = [];
      const run = runExperiment(fixedPlan(plan, each), { workers: 1, workerFile: WORKER });
      for await (const row of run) fixed.push({ ...row });
      for (const [i, row] of usual.rows.entries()) {
        if (row.trials === each) expect({ ...row, stopped: '' }).toEqual(fixed[i]);
      }
    }
  });

  it('end where their numbers say so', () => {
    for (const row of usual.rows) {
      const { stopped, variance_ratio_low: low, variance_ratio_high: high } = row;
      if (stopped === 'ratio') {
        expect(Math.sqrt(high! / low!) - 1).toBeLessThanOrEqual(0.03);
        expect(row.ci_quality).toBe('ok');
      }
      if (stopped === 'max_trials') expect(row.trials).toBe(150_000);
      if (stopped === 'heavy_tail')
        expect(400 * Math.max(row.kurtosis_1!, row.kurtosis_2!)).toBeGreaterThan(150_000);
      if (stopped === 'no_interval') expect([row.variance_2_exact, row.ci_quality]).toEqual([0, 'none']);
    }
  });

  it('are the same, from the same blocks, in whatever order batches end, of whatever size, in whatever window', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), ways, async (s, way) => {
        const schedule = <Result>(result: Promise<Result>) => s.schedule(result);
        const found = await s.waitFor(compute({ ...way, schedule }));
        expect(found.rows).toEqual(usual.rows);
        expect(sorted(pieceNames(found.batches))).toEqual(sorted(pieceNames(usual.batches)));
      }),
      { numRuns: effort(8, 25) },
    );
  });

  it('are the same from any part of a journal, of which nothing is computed again, and nothing beyond what is needed', async () => {
    const done: Computed[] = usual.batches.map((batch) => ({ batch, result: worker(batch) }));
    const small = done.flatMap(({ batch }) => [
      ...batch.points.map((task) => ({ ...batch, points: [task], runs: [] })),
      ...batch.runs.map((run) => ({ ...batch, points: [], runs: [run] })),
    ]);
    const [header, ...records] = recordsOf(
      plan,
      small.map((batch) => ({ batch, result: worker(batch) })),
    );
    const path = join(folder, 'journal.ndjson');
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.double({ min: 0, max: 1 })),
        fc.double({ min: 0, max: 1 }),
        ways,
        async (chances, share, way) => {
          const kept = records.filter(() => chances.next().value! < share);
          writeFileSync(path, Buffer.concat([header!, ...kept].map(encodeRecord)));
          const ledger = await openLedger(plan, [path]);
          const found = await compute({ ...way, ledger });
          expect(found.rows).toEqual(usual.rows);
          expect(pieceNames(found.batches)).toHaveLength(
            pieceNames(usual.batches).length - ledger.blocks - ledger.points,
          );
          ledger.close();
        },
      ),
      { numRuns: effort(8, 25) },
    );
  });

  it('are known from a whole journal alone; where it lacks a block or a point, the cells that need it are open', async () => {
    const done = usual.batches.map((batch) => ({ batch, result: worker(batch) }));
    const records = recordsOf(plan, done);
    const path = join(folder, 'whole.ndjson');
    writeFileSync(path, Buffer.concat(records.map(encodeRecord)));
    const whole = await openLedger(plan, [path]);
    const rowsOf = rowMaker(rowPlanOf(plan));
    const settled = [...cells(plan)].map(settler(plan, whole));
    expect(settled.flatMap((cell) => (cell.kind === 'finished' ? rowsOf(cell.finished) : []))).toEqual(
      usual.rows,
    );
    whole.close();
    const openWithout = async (lost: (record: JournalRecord) => boolean): Promise<readonly number[]> => {
      writeFileSync(path, Buffer.concat(records.filter((record) => !lost(record)).map(encodeRecord)));
      const less = await openLedger(plan, [path]);
      const open = [...cells(plan)].filter((cell) => settler(plan, less)(cell).kind === 'open');
      less.close();
      return open.map(({ index }) => index);
    };
    const last = records.findLast((record) => record.kind === 'blocks')!;
    expect(await openWithout((record) => record === last)).toEqual([last.cell]);
    expect(await openWithout((record) => record.kind === 'point' && record.result.point === 3)).toEqual([
      6, 7,
    ]);
  });

  it.each([2, 3, 7, 50])('of %i shards are those of the whole, each computed by one', async (count) => {
    const parts: Found[] = [];
    for (let index = 1; index <= count; index += 1) parts.push(await compute({ shard: { index, count } }));
    const rows = parts.flatMap((part) => part.rows);
    const key = ({ cell_id, component }: SummaryRow) => `${cell_id} ${component}`;
    const byKey = new Map(rows.map((row) => [key(row), row]));
    expect(rows).toHaveLength(usual.rows.length);
    expect(usual.rows.map((row) => byKey.get(key(row)))).toEqual(usual.rows);
    const pieces = parts.flatMap((part) => pieceNames(part.batches));
    expect(sorted(pieces)).toEqual(sorted(pieceNames(usual.batches)));
  });

  it('wait for each other where memory is full: then only the first goes on', async () => {
    const mostAtOnce = async (mostBytes: number) => {
      const underWay = new Set<Batch>();
      let most = 0;
      const found = await compute({
        targetNanoseconds: 1,
        ahead: 1000,
        mostBytes,
        async schedule(result, batch) {
          underWay.add(batch);
          const open = new Set([...underWay].flatMap(({ runs }) => runs.map(({ cell }) => cell)));
          most = Math.max(most, open.size);
          await new Promise((resolve) => setImmediate(resolve));
          underWay.delete(batch);
          return result;
        },
      });
      expect(found.rows).toEqual(usual.rows);
      return most;
    };
    expect(await mostAtOnce(1)).toBe(1);
    // 32 blocks of 800 bytes each; a fourth begins where the first at its last look has let go of what is merged.
    expect(await mostAtOnce(3 * 32 * 800)).toBe(4);
    expect(await mostAtOnce(1e9)).toBe(16);
  });

  it('grow one after the other where memory is full', async () => {
    // All of them have the most trials, 77 blocks.
    const long = precisePlan({ integrands: ['square'], mu: [0, 0.5, 1, 1.5], m: 1 });
    const compute77 = rememberingWorker();
    const mostHeld = async (mostBytes: number) => {
      let asked = 0;
      let ended = 0;
      let most = 0;
      const run = (batch: Batch) => {
        asked += pieceNames([batch]).length - batch.points.length;
        most = Math.max(most, asked - 77 * ended);
        return Promise.resolve({ kind: 'done' as const, result: compute77(batch) });
      };
      const finished = computeCells(long, emptyLedger(long), cellCourses(long), {
        ...USUAL,
        gridTag: null,
        ahead: 1000,
        mostBytes,
        stop: new AbortController().signal,
        startPool: () => ({ run, destroy: () => Promise.resolve() }),
        onDone: () => undefined,
      });
      for await (const { packed } of finished) {
        expect(unpackedRows(packed).map(({ trials }) => trials)).toEqual([150_000, 150_000]);
        ended += 1;
      }
      return most;
    };
    expect(await mostHeld(3 * 32 * 800)).toBe(3 * 32 + 45);
    expect(await mostHeld(1e9)).toBe(4 * 77);
  });
});
