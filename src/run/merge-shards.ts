import { join } from 'node:path';
import { planId } from '../plan/canonical.ts';
import { estimateLeast } from '../plan/estimate.ts';
import type { FailedCell, FinishedCells } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import { copyJournals } from '../folder/journal/copy.ts';
import { openLedger, type Ledger } from '../folder/journal/ledger.ts';
import { FILES } from '../folder/folder-files.ts';
import { lockFolder } from '../folder/folder-lock.ts';
import { makeFolder } from '../files/make-folder.ts';
import { writeManifest } from '../folder/manifest.ts';
import { claimForPlan, requireSpace } from '../folder/results-folder.ts';
import { writeSeal } from '../folder/seal.ts';
import { ledgerCells } from './ledger-cells.ts';
import { commonPlan, refuseMissing } from './shard-checks.ts';
import { writeTables } from './write-tables.ts';

/**
 * What came of a merge.
 *
 * @example
 * const rowsOf = (merged: MergedExperiment) => merged.rows;
 */
export interface MergedExperiment {
  readonly summary: string;
  readonly cells: number;
  readonly rows: number;
  readonly failed: readonly FailedCell[];
}

/**
 * Makes the results folder of a plan from the folders of its shards, in any order: the same tables, through
 * the same code, as a run on one machine. The blocks are copied too, so that the folder can be verified and
 * gone on with.
 *
 * @throws GradvarError SHARDS_MISSING (31), FOLDER_LOCKED, FOLDER_OTHER_PLAN (40), SHARDS_FOREIGN,
 *   SHARDS_DIFFER, JOURNAL_FOREIGN (41), INPUT_UNREADABLE, JOURNAL_DAMAGED, OUTPUT_UNWRITABLE (50)
 *
 * @example
 * const merge = (folder: string) => mergeShards(['shard-1', 'shard-2'], folder, () => undefined);
 */
export async function mergeShards(
  shards: readonly string[],
  folder: string,
  onCells: (cells: FinishedCells, plan: Plan) => void,
): Promise<MergedExperiment> {
  const plan = await commonPlan(shards);
  const journals = shards.map((shard) => join(shard, FILES.journal));
  const ledger = await openLedger(plan, journals);
  try {
    await refuseMissing(plan, ledger, shards);
    await makeFolder(folder);
    const lock = await lockFolder(folder);
    try {
      return await writeMerged(plan, ledger, journals, folder, (cells) => onCells(cells, plan));
    } finally {
      await lock.release();
    }
  } finally {
    ledger.close();
  }
}

async function writeMerged(
  plan: Plan,
  ledger: Ledger,
  journals: readonly string[],
  folder: string,
  onCells: (cells: FinishedCells) => void,
): Promise<MergedExperiment> {
  const started = new Date();
  const digests = await claimForPlan(folder, plan, null);
  const { bytes, journalBytes } = estimateLeast(plan);
  await requireSpace(folder, bytes + journalBytes);
  await copyJournals(journals, ledger.ends, join(folder, FILES.journal));
  const merged = await writeTables(folder, plan, ledgerCells(plan, ledger), onCells);
  const { cells, rows, failed, tables } = merged;
  const seconds = (Date.now() - started.getTime()) / 1000;
  await writeManifest(folder, plan, cells, rows, {
    started,
    seconds,
    workers: 0,
    draws: 0,
    cellsFailed: failed,
  });
  const sealed = { plan: planId(plan), shard: null, failedCells: failed.length };
  await writeSeal(folder, sealed, { ...digests, ...tables });
  return { summary: join(folder, FILES.summary), cells, rows, failed };
}
