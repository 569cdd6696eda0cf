import { interrupted } from '../errors.ts';
import { planId } from '../plan/canonical.ts';
import { cellAt } from '../plan/cells.ts';
import { hasOneLook } from '../plan/looks.ts';
import type { FailedCell } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import { writeManifest } from '../folder/manifest.ts';
import { writeSeal } from '../folder/seal.ts';
import type { DoneBatch } from './pool/isolate.ts';
import { shardCourses } from './cell-course.ts';
import { withFolder, type FolderAttempt } from './folder-attempt.ts';
import { watchProgress } from './progress-watch.ts';
import {
  resolveFolderRunOptions,
  type FolderRunOptions,
  type ResolvedFolderRunOptions,
} from './run-options.ts';
import { startSession } from './session.ts';
import { openTimings } from './timings-file.ts';
import { workerFile } from './pool/worker-pool.ts';

/**
 * What came of a shard.
 *
 * @example
 * const kind = (written: WrittenShard) => written.kind;
 */
export type WrittenShard =
  | { readonly kind: 'complete' }
  | {
      readonly kind: 'written';
      readonly draws: number;
      readonly seconds: number;
      /** Cells with blocks that failed, and the first reason. */
      readonly failed: readonly FailedCell[];
    };

/**
 * Does one shard of a plan into a folder of its own: plan.json and the journal, from which `mergeShards`
 * makes the summary. Goes on with what the folder holds.
 *
 * @throws GradvarError those of `withFolder`; INTERRUPTED once `options.signal` is aborted
 *
 * @example
 * const write = (plan: Plan) => writeShard(plan, { index: 1, count: 4 }, 'shard-1', {});
 */
export async function writeShard(
  plan: Plan,
  shard: Shard,
  folder: string,
  options: FolderRunOptions,
): Promise<WrittenShard> {
  const resolved = { ...resolveFolderRunOptions(plan, options, workerFile()), shard };
  return withFolder<WrittenShard>(
    plan,
    folder,
    resolved,
    () => Promise.resolve({ kind: 'complete' }),
    (attempt) => computeShard(plan, shard, folder, resolved, attempt),
  );
}

async function computeShard(
  plan: Plan,
  shard: Shard,
  folder: string,
  options: ResolvedFolderRunOptions,
  attempt: FolderAttempt,
): Promise<WrittenShard> {
  const started = new Date();
  const timings = await openTimings(folder);
  const session = startSession(plan, attempt, { ...options, signal: attempt.signal });
  const watch = watchProgress(plan, attempt.ledger, options.onProgress);
  const failed = new Map<number, string>();
  try {
    const onBatch = (done: DoneBatch): void => {
      attempt.record(done);
      timings.add(done);
      watch.batch(done);
      for (const found of done.result.runs) {
        if (found.kind === 'failed' && !failed.has(found.cell)) failed.set(found.cell, found.reason);
      }
    };
    const isByCell = !hasOneLook(plan);
    const work = session.compute(shard, shardCourses(plan), onBatch);
    while ((await work.next()).done !== true) if (isByCell) watch.cells(1);
    if (attempt.signal.aborted) throw interrupted();
    await attempt.finish();
    await timings.commit();
    const draws = timings.draws();
    const seconds = (Date.now() - started.getTime()) / 1000;
    const cellsFailed = [...failed].map(([cell, reason]) => ({ cell_id: cellAt(plan, cell).id, reason }));
    await writeManifest(folder, plan, 0, 0, {
      started,
      seconds,
      workers: options.workers,
      draws,
      cellsFailed,
    });
    await writeSeal(folder, { plan: planId(plan), shard, failedCells: failed.size }, attempt.digests);
    return { kind: 'written', draws, seconds, failed: cellsFailed };
  } finally {
    await session.close();
    await timings.discard();
  }
}
