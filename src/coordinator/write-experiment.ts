import { join } from 'node:path';
import { planId } from '../grid/canonical.ts';
import type { Plan } from '../grid/plan.ts';
import { COLUMNS } from '../results/columns.ts';
import type { FileDigest } from '../results/durable-file.ts';
import { FILES } from '../results/folder-files.ts';
import { writeManifest } from '../results/manifest.ts';
import type { FinishedCell } from '../results/measured-cell.ts';
import { writeSeal } from '../results/seal.ts';
import { namesOf, openTable } from '../results/table-file.ts';
import { withFolder, type FolderAttempt } from './folder-attempt.ts';
import {
  resolveFolderRunOptions,
  type FolderRunOptions,
  type ResolvedFolderRunOptions,
} from './run-options.ts';
import { runCells } from './run-experiment.ts';
import { openTimings } from './timings-file.ts';
import { workerFile } from './worker-pool.ts';

/** What came of a run into a folder. */
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

export interface FailedCell {
  readonly cell_id: string;
  readonly reason: string;
}

/**
 * Runs a plan into a folder: plan.json first, finished blocks into the journal, summary.csv as rows come, seal.json last.
 * Goes on with what the folder holds; if that is all, verifies the seal and does nothing.
 *
 * @param onCell sees every finished cell, in plan order.
 * @throws GradvarError those of `withFolder` and `runExperiment`
 */
export async function writeExperiment(
  plan: Plan,
  folder: string,
  options: FolderRunOptions,
  onCell: (cell: FinishedCell) => void,
): Promise<WrittenExperiment> {
  const resolved = { ...resolveFolderRunOptions(options, workerFile()), shard: null };
  const summary = join(folder, FILES.summary);
  return withFolder<WrittenExperiment>(
    plan,
    folder,
    resolved,
    () => Promise.resolve({ kind: 'complete', summary }),
    (attempt) => writeFolder(plan, folder, resolved, attempt, onCell),
  );
}

async function writeFolder(
  plan: Plan,
  folder: string,
  options: ResolvedFolderRunOptions,
  attempt: FolderAttempt,
  onCell: (cell: FinishedCell) => void,
): Promise<WrittenExperiment> {
  const started = new Date();
  const timings = await openTimings(folder);
  try {
    const finished = runCells(plan, attempt.ledger, { ...options, signal: attempt.signal }, (done) => {
      attempt.record(done);
      timings.add(done);
    });
    const table = await writeSummary(folder, finished, onCell);
    await attempt.finish();
    await timings.commit();
    const { cells, rows, failed, digest } = table;
    const draws = timings.draws();
    const seconds = (Date.now() - started.getTime()) / 1000;
    const run = { started, seconds, workers: options.workers, draws, cellsFailed: failed };
    await writeManifest(folder, plan, cells, rows, run);
    const digests = { ...attempt.digests, [FILES.summary]: digest };
    await writeSeal(folder, { plan: planId(plan), shard: null, rows, failedCells: failed.length }, digests);
    return { kind: 'written', summary: join(folder, FILES.summary), cells, rows, draws, seconds, failed };
  } finally {
    await timings.discard();
  }
}

/** What came of writing summary.csv. */
export interface WrittenSummary {
  readonly cells: number;
  readonly rows: number;
  readonly failed: readonly FailedCell[];
  readonly digest: FileDigest;
}

/** Writes summary.csv from finished cells, in plan order; it appears once all are there. */
export async function writeSummary(
  folder: string,
  finished: AsyncIterable<FinishedCell>,
  onCell: (cell: FinishedCell) => void,
): Promise<WrittenSummary> {
  const table = await openTable(join(folder, FILES.summary), namesOf(COLUMNS));
  const failed: FailedCell[] = [];
  let cells = 0;
  let rows = 0;
  try {
    for await (const cell of finished) {
      const { measured, cell: place } = cell.done;
      cells += 1;
      rows += cell.rows.length;
      if (measured.kind === 'failed') failed.push({ cell_id: place.id, reason: measured.reason });
      onCell(cell);
      for (const row of cell.rows) await table.write(row);
    }
    return { cells, rows, failed, digest: await table.commit() };
  } finally {
    await table.discard();
  }
}
