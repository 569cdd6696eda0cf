import { expect, test } from 'vitest';
import type { BatchResult } from '../../src/plan/batch-result.ts';
import { cellCourses } from '../../src/run/cell-course.ts';
import { computeCells } from '../../src/run/compute.ts';
import type { Batch } from '../../src/plan/batch.ts';
import { cellCount } from '../../src/plan/cells.ts';
import { WHOLE } from '../../src/plan/shard.ts';
import { emptyLedger } from '../../src/folder/journal/ledger.ts';
import { rememberingWorker } from '../fixtures/precise-plan.ts';
import { smallPlan } from '../fixtures/small-plan.ts';

test('once stopped no further batch is started, and what is under way ends', async () => {
  const plan = smallPlan();
  const stop = new AbortController();
  const worker = rememberingWorker();
  const started: Batch[] = [];
  let ended = 0;
  let startedAtStop = Infinity;
  const indices: number[] = [];
  const run = (batch: Batch): Promise<{ kind: 'done'; result: BatchResult }> => {
    started.push(batch);
    return Promise.resolve({ kind: 'done', result: worker(batch) });
  };
  const finished = computeCells(plan, emptyLedger(plan), cellCourses(plan), {
    targetNanoseconds: 1,
    gridTag: null,
    ahead: 3,
    mostCells: 100,
    mostBytes: 1e9,
    shard: WHOLE,
    stop: stop.signal,
    startPool: () => ({ run, destroy: () => Promise.resolve() }),
    onDone: () => (ended += 1),
  });
  for await (const { first } of finished) {
    indices.push(first);
    if (first !== 1) continue;
    startedAtStop = started.length;
    stop.abort();
  }
  expect(indices).toEqual([...indices.keys()]);
  expect(indices.length).toBeLessThan(cellCount(plan));
  expect(started.length).toBe(startedAtStop);
  expect(ended).toBe(started.length);
});
