import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { planId } from '../grid/canonical.ts';
import { estimateLeast, JOURNAL_BLOCK_BYTES, JOURNAL_POINT_BYTES } from '../grid/estimate.ts';
import { gridId } from '../grid/grid-id.ts';
import type { Plan } from '../grid/plan.ts';
import { piecesOfShard, type Shard } from '../grid/shard.ts';
import { emptyLedger, openLedger, type Ledger } from '../journal/ledger.ts';
import { trialsOfBlocks } from '../journal/record.ts';
import { openJournalWriter, type JournalWriter } from '../journal/writer.ts';
import type { FileDigest } from '../results/durable-file.ts';
import { FILES } from '../results/folder-files.ts';
import { lockFolder, type FolderLock } from '../results/folder-lock.ts';
import { makeFolder } from '../results/make-folder.ts';
import {
  claimForPlan,
  holdsSomething,
  moveAside,
  planOfFolder,
  requireSpace,
} from '../results/results-folder.ts';
import { brokenFiles, readSeal } from '../results/seal.ts';
import { shardText } from '../results/shard-name.ts';
import { tableFile } from '../results/result-table.ts';
import { tablesOf } from '../results/tables.ts';
import type { DoneBatch } from './compute.ts';
import type { ResolvedFolderRunOptions } from './run-options.ts';
import { neededBlocks } from './settle.ts';

/** A folder that is ours for one attempt: what it holds already, and where new blocks go. */
export interface FolderAttempt {
  readonly digests: Readonly<Record<string, FileDigest>>;
  readonly ledger: Ledger;
  /** Stops the attempt once the journal cannot be written. */
  readonly signal: AbortSignal;
  readonly record: (done: DoneBatch) => void;
  /** Ends the journal: everything recorded is safe. @throws GradvarError OUTPUT_UNWRITABLE (50) */
  readonly finish: () => Promise<void>;
}

/** Whether a folder is sealed for this share of this plan, with nothing failed and nothing changed since. */
async function isComplete(folder: string, plan: Plan, shard: Shard | null): Promise<boolean> {
  const seal = await readSeal(folder);
  if (seal === undefined || seal.plan_id !== planId(plan) || seal.failed_cells > 0) return false;
  if (seal.shard !== shardText(shard)) return false;
  // An older version wrote fewer tables; the others are made from the journal.
  if (
    shard === null &&
    !tablesOf(plan)
      .map(tableFile)
      .every((file) => seal.files.some(({ name }) => name === file))
  )
    return false;
  const broken = await brokenFiles(folder, seal);
  if (broken.length === 0) return shard === null || holdsShard(folder, plan, shard);
  throw new GradvarError(
    'FOLDER_DAMAGED',
    EXIT.io,
    `${join(folder, broken[0]!)} is not what seal.json says: it was changed or damaged after the run`,
    `remove ${join(folder, FILES.seal)} and run the same command again: it is made anew from the journal`,
  );
}

/** What a shard did is in its journal alone, and of that the seal says nothing. */
function holdsShard(folder: string, plan: Plan, shard: Shard): boolean {
  const ledger = openLedger(plan, [join(folder, FILES.journal)]);
  try {
    const wanted = {
      needsBlock: (cell: number, block: number) => !ledger.hasBlock(cell, block),
      needsPoint: (point: number) => !ledger.hasPoint(point),
    };
    const missing = piecesOfShard(plan, shard, wanted, neededBlocks(plan, ledger));
    return missing.next().done === true;
  } finally {
    ledger.close();
  }
}

/**
 * Takes the folder for an attempt at a plan and calls `work` with it, or `found` if there is nothing left to do.
 *
 * @throws GradvarError FOLDER_LOCKED, FOLDER_OTHER_PLAN, NOTHING_TO_RESUME (40), JOURNAL_FOREIGN (41), FOLDER_DAMAGED,
 *   JOURNAL_DAMAGED, OUTPUT_UNWRITABLE (50)
 */
export async function withFolder<Result>(
  plan: Plan,
  folder: string,
  options: ResolvedFolderRunOptions,
  found: () => Promise<Result>,
  work: (attempt: FolderAttempt) => Promise<Result>,
): Promise<Result> {
  await makeFolder(folder);
  // Before anything is touched, the lock included, and again with the lock.
  if (!options.restart) await refuseWhole(folder, options.shard);
  let lock: FolderLock;
  try {
    lock = await lockFolder(folder);
  } catch (error) {
    if (options.restart || !isUnwritable(error)) throw error;
    // Where nothing can be written nobody else runs either: what is complete can be told so.
    await refuseUnwanted(folder, options.resume);
    if (await isComplete(folder, plan, options.shard)) return found();
    throw error;
  }
  try {
    if (options.restart && holdsSomething(folder)) {
      const aside = await moveAside(folder);
      await lock.release(aside);
      options.onNotice(`the old folder is now ${aside}`);
      await makeFolder(folder);
      lock = await lockFolder(folder);
    }
    await refuseWhole(folder, options.shard);
    await refuseUnwanted(folder, options.resume);
    if (await isComplete(folder, plan, options.shard)) return await found();
    return await attempt(plan, folder, options, work);
  } finally {
    await lock.release();
  }
}

function isUnwritable(error: unknown): boolean {
  return error instanceof GradvarError && error.code === 'OUTPUT_UNWRITABLE';
}

/** A shard would take the seal from the results of a whole run and leave its tables without one. */
async function refuseWhole(folder: string, shard: Shard | null): Promise<void> {
  if (shard === null || (await readSeal(folder))?.shard !== null) return;
  throw new GradvarError(
    'FOLDER_OTHER_PLAN',
    EXIT.refused,
    `the folder ${folder} holds the results of a whole plan: a shard there would undo them`,
    'choose another folder with --out, or move this one aside with --restart',
  );
}

async function refuseUnwanted(folder: string, resume: ResolvedFolderRunOptions['resume']): Promise<void> {
  const there = resume === 'auto' ? undefined : await planOfFolder(folder);
  if (resume === 'auto' || (resume === 'only') === (there !== undefined)) return;
  const [what, hint] =
    resume === 'only'
      ? ['holds nothing to go on with', 'leave out --resume only, or check --out']
      : [
          'holds results already',
          'leave out --resume never to go on with them, or move them aside with --restart',
        ];
  throw new GradvarError('NOTHING_TO_RESUME', EXIT.refused, `the folder ${folder} ${what}`, hint);
}

async function attempt<Result>(
  plan: Plan,
  folder: string,
  options: ResolvedFolderRunOptions,
  work: (attempt: FolderAttempt) => Promise<Result>,
): Promise<Result> {
  const digests = await claimForPlan(folder, plan, options.shard);
  const journaled = options.journal !== 'off';
  const path = join(folder, FILES.journal);
  const ledger = journaled ? openLedger(plan, [path]) : emptyLedger(plan);
  const stop = new AbortController();
  let writer: JournalWriter | undefined;
  try {
    sayWhatWasFound(ledger, options.onNotice);
    await requireSpace(folder, bytesToCome(plan, ledger, journaled, options.shard?.count ?? 1));
    if (options.journal !== 'off') writer = await openWriter(plan, path, ledger, options.journal, stop);
    return await work({
      digests,
      ledger,
      signal: AbortSignal.any([options.signal, stop.signal]),
      record: (done) => writer && recordBatch(writer, plan, done),
      finish: async () => {
        await writer?.close();
        writer = undefined;
      },
    });
  } catch (error) {
    // Nobody is told that the work is safe before it is.
    await writer?.close().catch(() => undefined);
    // What kept the journal from being written is the cause of whatever came after it.
    throw writer?.failure() ?? error;
  } finally {
    ledger.close();
  }
}

function sayWhatWasFound({ ends: [end], blocks }: Ledger, onNotice: (text: string) => void): void {
  if (end?.kind === 'torn') {
    onNotice(
      `the last ${end.bytes - end.goodBytes} bytes of the journal were not written to their end and are cut off`,
    );
  }
  if (blocks > 0) onNotice(`going on: ${blocks} blocks are done already`);
}

function bytesToCome(plan: Plan, ledger: Ledger, journaled: boolean, shards: number): number {
  const { journalBytes, bytes } = estimateLeast(plan);
  const left = journalBytes - ledger.blocks * JOURNAL_BLOCK_BYTES - ledger.points * JOURNAL_POINT_BYTES;
  return (journaled ? Math.max(0, left) / shards : 0) + (shards === 1 ? bytes : 0);
}

async function openWriter(
  plan: Plan,
  path: string,
  { ends: [end] }: Ledger,
  durability: 'group' | 'record',
  stop: AbortController,
): Promise<JournalWriter> {
  const goodBytes = end === undefined ? 0 : end.kind === 'torn' ? end.goodBytes : end.bytes;
  const writer = await openJournalWriter(path, goodBytes, durability, () => stop.abort());
  if (goodBytes === 0) writer.append({ kind: 'journal', version: 1, grid: gridId(plan) });
  return writer;
}

function recordBatch(writer: JournalWriter, plan: Plan, { batch, result }: DoneBatch): void {
  for (const found of result.points) writer.append({ kind: 'point', result: found });
  for (const [i, found] of result.runs.entries()) {
    const { cell, first, count, m } = batch.runs[i]!;
    if (found.kind === 'sums') {
      const trials = trialsOfBlocks(plan.trials, m, first, count);
      writer.append({ kind: 'blocks', cell, first, count, trials, sums: found.sums });
    } else {
      writer.append({ kind: 'failed', cell, first, count, reason: found.reason });
    }
  }
}
