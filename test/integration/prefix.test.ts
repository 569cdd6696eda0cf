import { expect, test } from 'vitest';
import { planExperiment, runExperiment, type SummaryRow } from 'gradvar';
import { batches } from '../../src/plan/batches.ts';
import { blockTrials, trialsPerBlock } from '../../src/plan/blocks.ts';
import runBatch from '../../workers/batch.worker.ts';
import { BLOCK_SUMS } from '../../src/streams/task.ts';

const options = {
  version: 1,
  name: 'prefix',
  seed: 'p',
  integrands: ['sin10', { name: 'cosine', params: { k: [1, 2] } }],
  mu: 0.5,
  sigma: [0.5, 1],
  m: [1, 10, 700],
  trials: 3000,
  components: ['mu', 'sigma'],
  estimators: ['score', 'pathwise'],
} as const;

/** Sums of every block of every cell, as one array of doubles a cell. */
function sumsByCell(trials: number): ReadonlyMap<number, readonly number[]> {
  const plan = planExperiment({ ...options, trials });
  const found = new Map<number, number[]>();
  for (const batch of batches(plan, { targetNanoseconds: 1e15, needsPoint: () => false })) {
    for (const run of runBatch(batch).runs) {
      if (run.kind === 'failed') throw new Error(run.reason);
      found.set(run.cell, [...(found.get(run.cell) ?? []), ...run.sums]);
    }
  }
  return found;
}

test('the sums of the first blocks of a cell do not change when trials are raised', () => {
  // At m = 1 blocks are twice as large from trial 32768 on.
  const [few, many] = [40_000, 50_000];
  const [short, long] = [sumsByCell(few), sumsByCell(many)];
  for (const [cell, sums] of short) {
    const m = options.m[cell % options.m.length]!;
    let whole = 0;
    while (blockTrials(few, m, whole) === trialsPerBlock(m, whole)) whole += 1;
    expect(whole).toBeGreaterThan(0);
    expect(long.get(cell)!.slice(0, whole * BLOCK_SUMS)).toEqual(sums.slice(0, whole * BLOCK_SUMS));
  }
});

test('rows are the same for batches of any size', async () => {
  const rowsWith = async (batchNanoseconds: number) => {
    const rows: SummaryRow[] = [];
    for await (const row of runExperiment(planExperiment(options), { batchNanoseconds, workers: 2 }))
      rows.push(row);
    return rows;
  };
  const one = await rowsWith(1);
  expect(one).toHaveLength(36);
  expect(await rowsWith(5e6)).toEqual(one);
  expect(await rowsWith(1e15)).toEqual(one);
});
