import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { planId } from '../grid/canonical.ts';
import { cellAt } from '../grid/cells.ts';
import { pieces } from '../grid/pieces.ts';
import type { Plan } from '../grid/plan.ts';
import { shardDealer } from '../grid/shard.ts';
import { openLedger, type Ledger } from '../journal/ledger.ts';
import { FILES } from '../results/folder-files.ts';
import { lockOwner } from '../results/folder-lock.ts';
import { readSeal } from '../results/seal.ts';
import { readShardName, shardText } from '../results/shard-name.ts';
import { neededBlocks } from './settle.ts';
import { commonPlan, noResults, shardCount } from './shard-checks.ts';

/** How far one folder is, over its own share of the plan. */
export interface FolderStatus {
  readonly folder: string;
  /** `k/n`, or null for the whole. */
  readonly shard: string | null;
  readonly state: 'complete' | 'running' | 'unfinished';
  /** Who runs in it, as `pid on host`. */
  readonly owner: string | null;
  /** With a precision, those that are known to be needed so far. */
  readonly blocks: number;
  readonly blocksDone: number;
  readonly blocksFailed: number;
}

/** How far a plan is, over all its folders. */
export interface PlanStatus {
  readonly plan_id: string;
  readonly name: string;
  readonly cells: number;
  readonly cellsDone: number;
  readonly cellsFailed: number;
  readonly cellsMissing: number;
  /** Ids of failed cells and of the first missing ones. */
  readonly failed: readonly string[];
  readonly missing: readonly string[];
  /** Shards with something missing, by number. */
  readonly shards: number;
  readonly shardsMissing: readonly number[];
  readonly folders: readonly FolderStatus[];
}

/** Most ids that are listed. */
const LISTED = 20;

/**
 * How far a run is, from its folder or those of its shards; a folder without a journal stands for the folders in it. Reads
 * only; a run may go on meanwhile.
 *
 * @throws GradvarError INPUT_UNREADABLE, JOURNAL_DAMAGED (50), SHARDS_FOREIGN (41)
 */
export async function planStatus(given: readonly string[]): Promise<PlanStatus> {
  const folders = given.flatMap(foldersOf);
  const plan = await commonPlan(folders);
  const count = await shardCount(folders);
  const folderStates: FolderStatus[] = [];
  for (const folder of folders) folderStates.push(await folderStatus(plan, folder));
  const ledger = await openLedger(plan, folders.map(journalOf));
  try {
    return { ...cellStatus(plan, ledger, count), shards: count, folders: folderStates };
  } finally {
    ledger.close();
  }
}

const journalOf = (folder: string) => join(folder, FILES.journal);

function foldersOf(folder: string): readonly string[] {
  if (existsSync(join(folder, FILES.plan))) return [folder];
  if (!existsSync(folder)) throw noResults(folder);
  const inside = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, FILES.plan)))
    .map(({ name }) => join(folder, name))
    .sort();
  return inside.length > 0 ? inside : [folder];
}

async function folderStatus(plan: Plan, folder: string): Promise<FolderStatus> {
  const [seal, owner, shard] = await Promise.all([
    readSeal(folder),
    lockOwner(folder),
    readShardName(folder),
  ]);
  const ledger = await openLedger(plan, [journalOf(folder)]);
  try {
    const dealer = shardDealer(plan, shard?.count ?? 1);
    let blocks = 0;
    let blocksDone = 0;
    let blocksFailed = 0;
    for (const piece of pieces(plan, neededBlocks(plan, ledger))) {
      if (dealer(piece) !== (shard?.index ?? 1) || piece.kind === 'point') continue;
      blocks += 1;
      if (ledger.hasBlock(piece.cell, piece.block)) blocksDone += 1;
      else if (ledger.failureOf(piece.cell, piece.block) !== undefined) blocksFailed += 1;
    }
    const complete = seal?.plan_id === planId(plan) && seal.shard === shardText(shard);
    return {
      folder,
      shard: shardText(shard),
      state: complete ? 'complete' : owner === undefined ? 'unfinished' : 'running',
      owner: owner === undefined ? null : `${owner.pid} on ${owner.host}`,
      blocks,
      blocksDone,
      blocksFailed,
    };
  } finally {
    ledger.close();
  }
}

type CellStatus = Omit<PlanStatus, 'folders' | 'shards'>;

function cellStatus(plan: Plan, ledger: Ledger, count: number): CellStatus {
  const dealer = shardDealer(plan, count);
  const failed: string[] = [];
  const missing: string[] = [];
  const shardsMissing = new Set<number>();
  const tally = { cells: 0, cellsDone: 0, cellsFailed: 0, cellsMissing: 0 };
  let state: 'done' | 'failed' | 'missing' = 'done';
  let cell = -1;
  const close = () => {
    if (cell < 0) return;
    tally.cells += 1;
    if (state === 'done') tally.cellsDone += 1;
    else if (state === 'failed') {
      tally.cellsFailed += 1;
      if (failed.length < LISTED) failed.push(cellAt(plan, cell).id);
    } else {
      tally.cellsMissing += 1;
      if (missing.length < LISTED) missing.push(cellAt(plan, cell).id);
    }
  };
  for (const piece of pieces(plan, neededBlocks(plan, ledger))) {
    const shard = dealer(piece);
    if (piece.kind === 'point') {
      if (!ledger.hasPoint(piece.point) && ledger.pointFailureOf(piece.point) === undefined)
        shardsMissing.add(shard);
      continue;
    }
    if (piece.cell !== cell) {
      close();
      cell = piece.cell;
      state = 'done';
    }
    if (ledger.hasBlock(cell, piece.block)) continue;
    if (ledger.failureOf(cell, piece.block) === undefined) {
      state = 'missing';
      shardsMissing.add(shard);
    } else if (state === 'done') state = 'failed';
  }
  close();
  const sorted = [...shardsMissing].sort((a, b) => a - b);
  return { plan_id: planId(plan), name: plan.name, ...tally, failed, missing, shardsMissing: sorted };
}
