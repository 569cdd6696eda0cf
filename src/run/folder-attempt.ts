import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { askedOf } from '../plan/asked.ts';
import { planId } from '../plan/canonical.ts';
import { estimateLeast, JOURNAL_BLOCK_BYTES, JOURNAL_POINT_BYTES } from '../plan/estimate.ts';
import { gridId } from '../plan/grid-id.ts';
import type { Plan } from '../plan/plan.ts';
import { piecesOfShard, shardText, WHOLE, type Shard } from '../plan/shard.ts';
import { keepPart } from '../folder/journal/aside.ts';
import { batchRecords } from '../folder/journal/batch-records.ts';
import { emptyLedger, openLedger, type Ledger } from '../folder/journal/ledger.ts';
import { encodeRecord, gridTag } from '../folder/journal/record.ts';
import { openJournalWriter, type JournalWriter } from '../folder/journal/writer.ts';
import type { FileDigest } from '../files/durable-file.ts';
import { FILES } from '../folder/folder-files.ts';
import { lockFolder, type FolderLock } from '../folder/folder-lock.ts';
import { makeFolder } from '../files/make-folder.ts';
import {
  claimForPlan,
  holdsSomething,
  moveAside,
  planOfFolder,
  refuseOtherPlan,
  requireSpace,
} from '../folder/results-folder.ts';
import { brokenFiles, readSeal } from '../folder/seal.ts';
import { tableFile } from '../tables/result-table.ts';
import { tablesOf } from '../tables/tables.ts';
import type { DoneBatch } from './pool/isolate.ts';
import type { ResolvedFolderRunOptions } from './run-options.ts';
import type { Journaled } from './session.ts';
import { endBegunRepair } from './repair-folder.ts';
import { neededBlocks } from './settle.ts';

/** A folder that is ours for one attempt: what it holds already, and where new blocks go. */
export interface FolderAttempt extends Journaled {
  readonly digests: Readonly<Record<string, FileDigest>>;
  /** Stops the attempt once the journal cannot be written. */
  readonly signal: AbortSignal;
  readonly record: (done: DoneBatch) => void;
  /** Ends the journal: everything recorded is safe. @throws GradvarError OUTPUT_UNWRITABLE (50) */
  readonly finish: () => Promise<void>;
}

/**
 * Whether a folder is sealed for this share of this plan, with nothing failed, nothing changed since, and a
 * journal, of which the seal says nothing, that is whole; of a whole plan it need not be kept.
 */
async function isComplete(folder: string, plan: Plan, options: ResolvedFolderRunOptions): Promise<boolean> {
  const { shard, journal, signal, onNotice } = options;
  const seal = await readSeal(folder).catch((error: unknown) => {
    if (!(error instanceof GradvarError)) throw error;
    onNotice(`${error.message}; it is made again from the journal`);
    return undefined;
  });
  if (seal === undefined || seal.plan_id !== planId(plan) || seal.failed_cells > 0) return false;
  if (seal.shard !== shardText(shard)) return false;
  // An older version wrote fewer tables; the others are made from the journal.
  if (
    shard === null &&
    !tablesOf(askedOf(plan))
      .map(tableFile)
      .every((file) => seal.files.some(({ name }) => name === file))
  )
    return false;
  const broken = await brokenFiles(folder, seal);
  if (broken.length === 0) return journal === 'off' || isJournalWhole(folder, plan, shard, signal);
  throw new GradvarError(
    'FOLDER_DAMAGED',
    EXIT.io,
    `${join(folder, broken[0]!)} is not what seal.json says: it was changed or damaged after the run`,
    `remove ${join(folder, FILES.seal)} and run the same command again: it is made anew from the journal`,
  );
}

async function isJournalWhole(
  folder: string,
  plan: Plan,
  shard: Shard | null,
  signal: AbortSignal,
): Promise<boolean> {
  const ledger = await openLedger(plan, [join(folder, FILES.journal)], signal);
  try {
    const [end] = ledger.ends;
    if (shard === null && end === undefined) return true;
    if (end?.kind === 'torn') return false;
    const wanted = {
      needsBlock: (cell: number, block: number) => !ledger.hasBlock(cell, block),
      needsPoint: (point: number) => !ledger.hasPoint(point),
    };
    const missing = piecesOfShard(plan, shard ?? WHOLE, wanted, neededBlocks(plan, ledger));
    return missing.next().done === true;
  } finally {
    ledger.close();
  }
}

/**
 * Takes the folder for an attempt at a plan and calls `work` with it, or `found` if there is nothing left to
 * do.
 *
 * @throws GradvarError FOLDER_LOCKED, FOLDER_OTHER_PLAN, NOTHING_TO_RESUME (40), JOURNAL_FOREIGN (41),
 *   FOLDER_DAMAGED, JOURNAL_DAMAGED, OUTPUT_UNWRITABLE (50)
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
    if (await isComplete(folder, plan, options)) return found();
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
    await goOnRepairing(folder, plan, options.onNotice);
    if (await isComplete(folder, plan, options)) return await found();
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

/** Where the user asked for a repair, a run need not be told again. */
async function goOnRepairing(folder: string, plan: Plan, onNotice: (text: string) => void): Promise<void> {
  await refuseOtherPlan(folder, plan);
  const repair = await endBegunRepair(folder, plan);
  if (repair?.kind !== 'repaired') return;
  onNotice(
    `the repair of the journal was ended: ${repair.kept} records were kept, the old one is now ${repair.aside}`,
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
  const journaled = options.journal !== 'off';
  const path = join(folder, FILES.journal);
  const grid = gridId(plan);
  const tag = gridTag(grid);
  // What cannot be gone on with is refused before anything is changed.
  await refuseOtherPlan(folder, plan);
  const ledger = journaled ? await openLedger(plan, [path], options.signal) : emptyLedger(plan);
  const stop = new AbortController();
  let writer: JournalWriter | undefined;
  try {
    const digests = await claimForPlan(folder, plan, options.shard);
    if (ledger.blocks > 0) options.onNotice(`going on: ${ledger.blocks} blocks are done already`);
    await requireSpace(folder, bytesToCome(plan, ledger, journaled, options.shard?.count ?? 1));
    if (options.journal !== 'off') {
      const goodBytes = await endAt(path, ledger, options.onNotice);
      writer = await openJournalWriter(path, grid, goodBytes, options.journal, () => stop.abort());
    }
    return await work({
      digests,
      ledger,
      // Where each record is to be safe before the next, they are written one by one.
      gridTag: options.journal === 'group' ? tag : null,
      signal: AbortSignal.any([options.signal, stop.signal]),
      record: (done) => {
        const { lines } = done.result;
        if (lines !== null) writer?.append(lines);
        else for (const record of batchRecords(tag, done)) writer?.append(encodeRecord(record));
      },
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

function bytesToCome(plan: Plan, ledger: Ledger, journaled: boolean, shards: number): number {
  const { journalBytes, bytes } = estimateLeast(plan);
  const left = journalBytes - ledger.blocks * JOURNAL_BLOCK_BYTES - ledger.points * JOURNAL_POINT_BYTES;
  return (journaled ? Math.max(0, left) / shards : 0) + (shards === 1 ? bytes : 0);
}

/**
 * The end of the last record of a journal, where it is gone on with. What follows is cut off: a line that was
 * begun, or, kept beside the journal, anything else.
 */
async function endAt(
  path: string,
  { ends: [end] }: Ledger,
  onNotice: (text: string) => void,
): Promise<number> {
  if (end?.kind !== 'torn') return end?.bytes ?? 0;
  const { goodBytes, bytes, isBegunLine } = end;
  if (isBegunLine) {
    onNotice(
      `the last ${bytes - goodBytes} bytes of the journal were not written to their end and are cut off`,
    );
  } else {
    const aside = await keepPart(path, goodBytes, bytes, `${path}.torn`);
    onNotice(`the last ${bytes - goodBytes} bytes of the journal are no records: they are now in ${aside}`);
  }
  return goodBytes;
}
