import { join } from 'node:path';
import { planId } from '../plan/canonical.ts';
import type { FailedCell, FinishedCells } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import { FILES } from '../folder/folder-files.ts';
import { writeManifest } from '../folder/manifest.ts';
import { writeSeal } from '../folder/seal.ts';
import { withFolder, type FolderAttempt } from './folder-attempt.ts';
import {
  resolveFolderRunOptions,
  type FolderRunOptions,
  type ResolvedFolderRunOptions,
} from './run-options.ts';
import { runCells } from './run-experiment.ts';
import { openTimings } from './timings-file.ts';
import { workerFile } from './pool/worker-pool.ts';
import { writeTables } from './write-tables.ts';

/**
 * What came of a run into a folder.
 *
 * @example
 * const isNew = (done: WrittenExperiment): boolean => done.kind === 'written';
 */
export type WrittenExperiment =
  | { readonly kind: 'complete'; readonly summary: string }
  | {
      readonly kind: 'written';
      /** Path of summary.csv. */
      readonly summary: string;
      readonly cells: number;
      readonly rows: number;
      /** Draws made by this run; those of blocks that were done before are not counted. */
      readonly draws: number;
      readonly seconds: number;
      readonly failed: readonly FailedCell[];
    };

/**
 * Runs a plan into a folder: plan.json first, finished blocks into the journal, the tables as rows come,
 * seal.json last. Goes on with what the folder holds; if that is all, verifies the seal and does nothing.
 *
 * @param onCells sees all finished cells, in plan order.
 * @throws GradvarError those of `withFolder` and `runExperiment`
 *
 * @example
 * const write = (plan: Plan, folder: string) =>
 *   writeExperiment(plan, folder, { workers: 2 }, (cells) => console.log(unpackedRows(cells.packed).length));
 */
export async function writeExperiment(
  plan: Plan,
  folder: string,
  options: FolderRunOptions,
  onCells: (cells: FinishedCells) => void,
): Promise<WrittenExperiment> {
  const resolved = { ...resolveFolderRunOptions(plan, options, workerFile()), shard: null };
  const summary = join(folder, FILES.summary);
  return withFolder<WrittenExperiment>(
    plan,
    folder,
    resolved,
    () => Promise.resolve({ kind: 'complete', summary }),
    (attempt) => writeFolder(plan, folder, resolved, attempt, onCells),
  );
}

async function writeFolder(
  plan: Plan,
  folder: string,
  options: ResolvedFolderRunOptions,
  attempt: FolderAttempt,
  onCells: (cells: FinishedCells) => void,
): Promise<WrittenExperiment> {
  const started = new Date();
  const timings = await openTimings(folder);
  try {
    const finished = runCells(plan, attempt, { ...options, signal: attempt.signal }, (done) => {
      attempt.record(done);
      timings.add(done);
    });
    const { cells, rows, failed, tables } = await writeTables(folder, plan, finished, onCells);
    await attempt.finish();
    await timings.commit();
    const draws = timings.draws();
    const seconds = (Date.now() - started.getTime()) / 1000;
    const run = { started, seconds, workers: options.workers, draws, cellsFailed: failed };
    await writeManifest(folder, plan, cells, rows, run);
    const sealed = { plan: planId(plan), shard: null, failedCells: failed.length };
    await writeSeal(folder, sealed, { ...attempt.digests, ...tables });
    return { kind: 'written', summary: join(folder, FILES.summary), cells, rows, draws, seconds, failed };
  } finally {
    await timings.discard();
  }
}
