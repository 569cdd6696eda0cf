import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { planId } from '../plan/canonical.ts';
import { pieces, type Piece } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import { planDifferences } from '../plan/plan-difference.ts';
import { shardDealer, type Shard } from '../plan/shard.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import { FILES } from '../folder/folder-files.ts';
import { planOfFolder } from '../folder/results-folder.ts';
import { readSeal } from '../folder/seal.ts';
import { readShardName } from '../folder/shard-name.ts';
import { shellCommand } from '../text/shell.ts';
import { neededBlocks } from './settle.ts';

/**
 * The plan of which all folders are shards.
 *
 * @throws GradvarError INPUT_UNREADABLE (50) for a folder without a plan, FOLDER_DAMAGED (50) for one whose
 *   plan is not the sealed one, SHARDS_FOREIGN (41) for one of another plan
 */
export async function commonPlan(folders: readonly string[]): Promise<Plan> {
  let common: Plan | undefined;
  for (const folder of folders) {
    const plan = await planOfFolder(folder, common);
    if (plan === undefined) throw noResults(folder);
    const sealed = (await readSeal(folder))?.plan_id;
    if (sealed !== undefined && sealed !== planId(plan)) throw otherThanSealed(folder);
    common ??= plan;
    if (planId(plan) === planId(common)) continue;
    const differences = planDifferences(common, plan).map((line) => `  ${line}`);
    throw new GradvarError(
      'SHARDS_FOREIGN',
      EXIT.foreign,
      [`${folder} is of another plan than ${folders[0]}:`, ...differences],
      'merge only the shards of one config, with the same seed and the same options',
    );
  }
  if (common === undefined) throw noResults('');
  return common;
}

function otherThanSealed(folder: string): GradvarError {
  return new GradvarError(
    'FOLDER_DAMAGED',
    EXIT.io,
    `${folder} holds another plan than its seal.json names: one of the two was changed or damaged after the run`,
    'run that shard again into another folder',
  );
}

export function noResults(folder: string): GradvarError {
  return new GradvarError(
    'INPUT_UNREADABLE',
    EXIT.io,
    folder === '' ? 'no folder was given' : `${folder} holds no plan.json: it is no results folder`,
    'give the folders that `gradvar run` wrote',
  );
}

/**
 * What of a plan neither is done nor has failed, as far as it is known to be needed, by the shard that it
 * belongs to.
 */
export interface MissingPieces {
  readonly missing: number;
  readonly blocks: number;
  readonly points: number;
  readonly byShard: ReadonlyMap<number, number>;
}

/** Of one shard, or of all where it is null; `count` shards there are. */
export function missingPieces(
  plan: Plan,
  ledger: Ledger,
  only: Shard | null,
  count = only?.count ?? 1,
): MissingPieces {
  const owner = shardDealer(plan, count);
  const byShard = new Map<number, number>();
  let blocks = 0;
  let points = 0;
  for (const piece of pieces(plan, neededBlocks(plan, ledger))) {
    const shard = owner(piece);
    if (isKnown(ledger, piece) || (only !== null && only.index !== shard)) continue;
    if (piece.kind === 'block') blocks += 1;
    else points += 1;
    byShard.set(shard, (byShard.get(shard) ?? 0) + 1);
  }
  return { missing: blocks + points, blocks, points, byShard };
}

function isKnown(ledger: Ledger, piece: Piece): boolean {
  if (piece.kind === 'point') {
    return ledger.hasPoint(piece.point) || ledger.pointFailureOf(piece.point) !== undefined;
  }
  const { cell, block } = piece;
  return ledger.hasBlock(cell, block) || ledger.failureOf(cell, block) !== undefined;
}

/** @throws GradvarError SHARDS_MISSING (31), with the commands that would make what is missing */
export async function refuseMissing(plan: Plan, ledger: Ledger, folders: readonly string[]): Promise<void> {
  const count = await shardCount(folders);
  const { blocks, points, byShard } = missingPieces(plan, ledger, null, count);
  if (byShard.size === 0) return;
  const unkept = await completeWithoutJournal(folders);
  if (unkept !== undefined) throw nothingToMerge(unkept);
  const commands = [...byShard.keys()]
    .sort((a, b) => a - b)
    .map((k) => (count === 1 ? '  gradvar run CONFIG' : `  gradvar run CONFIG --shard ${k}/${count}`));
  throw new GradvarError(
    'SHARDS_MISSING',
    EXIT.incomplete,
    [
      `${blocks} blocks and ${points} points of the plan '${plan.name}' are in none of the ${folders.length} folders; ` +
        'what would make them:',
      ...commands,
    ],
    'run these with the same config, seed and options, then merge all folders again',
  );
}

/** A folder that was run to its end and kept no blocks. */
async function completeWithoutJournal(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const seal = await readSeal(folder);
    if (seal?.shard === null && !existsSync(join(folder, FILES.journal))) return folder;
  }
  return undefined;
}

function nothingToMerge(folder: string): GradvarError {
  return new GradvarError(
    'SHARDS_MISSING',
    EXIT.incomplete,
    `${folder} is complete but has no journal (--journal off, or a baseline), and only blocks in a journal can be merged`,
    `take its ${FILES.summary} as it is, or compute it again: ${shellCommand(['gradvar', 'run', 'CONFIG', '--restart', '--out', folder])}`,
  );
}

/** Into how many shards the plan was cut, as the folders say; 1 where they do not, or not the same. */
export async function shardCount(folders: readonly string[]): Promise<number> {
  const counts = new Set<number>();
  for (const folder of folders) {
    const shard = await readShardName(folder);
    if (shard !== null) counts.add(shard.count);
  }
  return counts.size === 1 ? [...counts][0]! : 1;
}
