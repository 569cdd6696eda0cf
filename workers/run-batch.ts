import { requestedChannels } from '../src/estimators/measured/channels.ts';
import { batchLines } from '../src/folder/journal/batch-records.ts';
import { withoutWholes, type Batch, type BlockRun, type OracleTask } from '../src/plan/batch.ts';
import { blockTrials } from '../src/plan/blocks.ts';
import { cellKey } from '../src/streams/cell-key.ts';
import type { BatchResult, PointResult, RunResult } from '../src/plan/batch-result.ts';
import { blockSumsOnKernel } from './block-sums.ts';
import { contentsOf } from './cell-contents.ts';
import { finishedWholes } from './finished-wholes.ts';
import { CONTRIBUTIONS, sumsLength } from '../src/streams/task.ts';
import type { Kernel } from './kernel/wasm/wasm-kernel.ts';
import { prepareOnce, type PreparedIntegrand } from './prepared.ts';
import type { WorkerTools } from './worker-tools.ts';

/**
 * Does the work of a batch in this thread. Never throws: what fails comes back as data, and the rest goes on.
 */
export function runBatch({ kernel, preparer, finisherOf }: WorkerTools, batch: Batch): BatchResult {
  const started = performance.now();
  const pieces = withoutWholes(batch);
  const prepared = prepareOnce(preparer, batch.integrands, batch.asked);
  const contentOf = contentsOf(batch);
  const sumsOf = sumsMaker(kernel, prepared);
  const room = roomForSums(pieces);
  const points: PointResult[] = [];
  const runs: RunResult[] = [];
  const doPoint = (task: OracleTask): unknown => points.push(exactPoint(prepared, task));
  const doRun = (run: BlockRun): unknown => {
    const keyOf = () => cellKey(batch.seed, contentOf(run));
    return runs.push(blockRun({ sumsOf, keyOf }, run, room[runs.length]!));
  };
  batch.points.forEach(doPoint);
  batch.runs.forEach(doRun);
  // A whole point at a time: what its exact values and its draws have in common is kept for one point.
  for (const whole of batch.wholes) {
    doPoint(whole);
    for (let i = 0; i < batch.asked.m.length; i += 1) doRun(pieces.runs[runs.length]!);
  }
  const [ownPoints, ownRuns] = [batch.points.length, batch.runs.length];
  const ofWholes = { points: points.slice(ownPoints), runs: runs.slice(ownRuns) };
  return {
    points: points.slice(0, ownPoints),
    runs: runs.slice(0, ownRuns),
    finished: finishedWholes(finisherOf, batch, contentOf, ofWholes),
    lines:
      batch.gridTag === null ? null : batchLines(batch.gridTag, { batch: pieces, result: { points, runs } }),
    milliseconds: performance.now() - started,
  };
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

/** What makes the sums of blocks: without measurements it is the same for every cell of an integrand. */
function sumsMaker(
  kernel: Kernel,
  prepared: (slot: number) => PreparedIntegrand,
): (run: BlockRun) => ReturnType<typeof blockSumsOnKernel> {
  let last:
    { readonly of: PreparedIntegrand; readonly sumsOf: ReturnType<typeof blockSumsOnKernel> } | undefined;
  return ({ slot, guidePoint, m }) => {
    const of = prepared(slot);
    if (last?.of !== of || of.requests.length > 0)
      last = { of, sumsOf: blockSumsOnKernel(kernel, of, guidePoint, m) };
    return last.sumsOf;
  };
}

interface RunTools {
  readonly sumsOf: ReturnType<typeof sumsMaker>;
  readonly keyOf: () => ReturnType<typeof cellKey>;
}

function blockRun({ sumsOf, keyOf }: RunTools, run: BlockRun, sums: Float64Array): RunResult {
  const { cell, guidePoint, m, trials, first, count } = run;
  const { mu, sigma } = guidePoint;
  try {
    const key = keyOf();
    const ofBlock = sumsOf(run);
    const length = sums.length / count;
    for (let i = 0; i < count; i += 1) {
      const block = first + i;
      sums.set(ofBlock({ key, block, trials: blockTrials(trials, m, block), m, mu, sigma }), i * length);
    }
    return { kind: 'sums', cell, first, sums };
  } catch (error) {
    return { kind: 'failed', cell, first, reason: String(error) };
  }
}
