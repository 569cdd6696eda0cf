import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { planId } from '../plan/canonical.ts';
import { pieces } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import { DEALING, shardText } from '../plan/shard.ts';
import { openLedger } from '../folder/journal/ledger.ts';
import { FILES } from '../folder/folder-files.ts';
import { lockOwner } from '../folder/folder-lock.ts';
import { readSeal } from '../folder/seal.ts';
import { readShardName, type NamedShard } from '../folder/shard-name.ts';
import { neededBlocks } from '../run/settle.ts';
import { commonPlan, noResults, shardCount } from '../run/shard-checks.ts';
import { cellTally, shareTally, type BlockCounts, type CellStatus } from './status-tallies.ts';

/**
 * How far one folder is, over its own share of the plan.
 *
 * @example
 * const line = ({ folder, blocksDone, blocks }: FolderStatus) => `${folder}: ${blocksDone} of ${blocks}`;
 */
export interface FolderStatus extends BlockCounts {
  readonly folder: string;
  /** `k/n`, or null for the whole. */
  readonly shard: string | null;
  /**
   * Version of the rules by which its share was dealt, or null for the whole: shares of two versions are not
   * the same.
   */
  readonly dealing: number | null;
  readonly state: 'complete' | 'running' | 'unfinished';
  /** Who runs in it, as `pid on host`. */
  readonly owner: string | null;
}

/**
 * How far a plan is, over all its folders.
 *
 * @example
 * const isComplete = ({ cells, cellsDone }: PlanStatus) => cellsDone === cells;
 */
export interface PlanStatus extends CellStatus {
  readonly shards: number;
  readonly folders: readonly FolderStatus[];
}

/**
 * How far a run is, from its folder or those of its shards; a folder without a journal stands for the folders
 * in it. Reads only; a run may go on meanwhile.
 *
 * @throws GradvarError INPUT_UNREADABLE, JOURNAL_DAMAGED (50), SHARDS_FOREIGN (41)
 *
 * @example
 * const missing = async (folder: string) => (await planStatus([folder])).cellsMissing;
 */
export async function planStatus(given: readonly string[]): Promise<PlanStatus> {
  const folders = given.flatMap(foldersOf);
  const plan = await commonPlan(folders);
  const count = await shardCount(folders);
  const found: Look[] = [];
  for (const folder of folders) found.push(await lookAt(plan, folder));
  const ledger = await openLedger(plan, folders.map(journalOf));
  try {
    const cells = cellTally(plan, ledger, count);
    const shares = shareTally(
      plan,
      ledger,
      found.map(({ share }) => share),
    );
    for (const piece of pieces(plan, neededBlocks(plan, ledger))) {
      cells.add(piece);
      shares.add(piece);
    }
    const states = shares.result().map((counts, i): FolderStatus => {
      const { share, ...look } = found[i]!;
      return { ...look, shard: shardText(share), dealing: share?.dealing ?? null, ...counts };
    });
    return { ...cells.result(), shards: count, folders: states };
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

/** What a folder says of itself, without its journal. */
type Look = Pick<FolderStatus, 'folder' | 'state' | 'owner'> & { readonly share: NamedShard | null };

async function lookAt(plan: Plan, folder: string): Promise<Look> {
  const [seal, owner, share] = await Promise.all([
    readSeal(folder),
    lockOwner(folder),
    readShardName(folder),
  ]);
  // A share of another dealing is not the one that is asked for, and some of this one may be missing.
  const isOwn = share === null || share.dealing === DEALING;
  const isComplete = isOwn && seal?.plan_id === planId(plan) && seal.shard === shardText(share);
  return {
    folder,
    share,
    state: isComplete ? 'complete' : owner === undefined ? 'unfinished' : 'running',
    owner: owner === undefined ? null : `${owner.pid} on ${owner.host}`,
  };
}
