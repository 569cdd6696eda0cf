import { requestedChannels } from '../src/estimators/measured/channels.ts';
import type { Batch, BlockRun, OracleTask } from '../src/plan/batch.ts';
import { blockTrials } from '../src/plan/blocks.ts';
import { cellContent } from '../src/plan/cell.ts';
import { cellKey } from '../src/streams/cell-key.ts';
import type { BatchResult, PointResult, RunResult } from '../src/plan/batch-result.ts';
import { blockSumsOnKernel } from './block-sums.ts';
import { CONTRIBUTIONS, sumsLength } from '../src/streams/task.ts';
import type { Kernel } from './kernel/wasm/wasm-kernel.ts';
import { prepareOnce, type PreparedIntegrand, type Preparer } from './prepared.ts';

/**
 * Does the work of a batch in this thread. Never throws: what fails comes back as data, and the rest goes on.
 */
export function runBatch(kernel: Kernel, preparer: Preparer, batch: Batch): BatchResult {
  const started = performance.now();
  const prepared = prepareOnce(preparer, batch.integrands, batch.asked);
  const points = batch.points.map((task) => exactPoint(prepared, task));
  const room = roomForSums(batch);
  const runs = batch.runs.map((run, i) => blockRun(kernel, prepared, batch, run, room[i]!));
  return { points, runs, milliseconds: performance.now() - started };
}

/**
 * The sums of the runs of a batch share one buffer: a thousand small ones would be slow to send and to free.
 */
function roomForSums({ asked, runs }: Batch): readonly Float64Array[] {
  const length = sumsLength(CONTRIBUTIONS + requestedChannels(asked).length);
  const all = new Float64Array(length * runs.reduce((sum, { count }) => sum + count, 0));
  let end = 0;
  return runs.map(({ count }) => all.subarray(end, (end += count * length)));
}

function exactPoint(prepared: (slot: number) => PreparedIntegrand, task: OracleTask): PointResult {
  const { point, slot, guidePoint } = task;
  try {
    const { oracle, laws } = prepared(slot);
    return { kind: 'exact', point, exact: oracle(guidePoint), laws: laws(guidePoint) };
  } catch (error) {
    return { kind: 'failed', point, reason: String(error) };
  }
}

function blockRun(
  kernel: Kernel,
  prepared: (slot: number) => PreparedIntegrand,
  batch: Batch,
  run: BlockRun,
  sums: Float64Array,
): RunResult {
  const { cell, slot, guidePoint, m, trials, first, count } = run;
  const { mu, sigma } = guidePoint;
  try {
    const ingredients = { ...batch.integrands[slot]!, ...guidePoint, m };
    const key = cellKey(batch.seed, cellContent(ingredients));
    const sumsOf = blockSumsOnKernel(kernel, prepared(slot), guidePoint, m);
    const length = sums.length / count;
    for (let i = 0; i < count; i += 1) {
      const block = first + i;
      sums.set(sumsOf({ key, block, trials: blockTrials(trials, m, block), m, mu, sigma }), i * length);
    }
    return { kind: 'sums', cell, first, sums };
  } catch (error) {
    return { kind: 'failed', cell, first, reason: String(error) };
  }
}
