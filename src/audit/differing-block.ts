import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { blockCount } from '../plan/blocks.ts';
import { cells } from '../plan/cells.ts';
import type { Plan } from '../plan/plan.ts';
import { openLedger, type Ledger } from '../folder/journal/ledger.ts';
import { FILES } from '../folder/folder-files.ts';
import { planOfFolder } from '../folder/results-folder.ts';
import { sameSums } from '../run/same-sums.ts';

/** Looks for the first block of a cell whose sums are not the same in two results folders. */
export interface DifferingBlocks {
  /** By cell_id; undefined if the blocks that both hold are the same. */
  readonly find: (cellId: string) => number | undefined;
  readonly close: () => void;
}

/**
 * Opens the journals of two folders; undefined unless both have one.
 *
 * @throws GradvarError FOLDER_DAMAGED, JOURNAL_DAMAGED (50), JOURNAL_FOREIGN (41)
 */
export async function openDifferingBlocks(base: string, next: string): Promise<DifferingBlocks | undefined> {
  const sides = [base, next].map((folder) => join(folder, FILES.journal));
  if (!sides.every((journal) => existsSync(journal))) return undefined;
  const [before, after] = [await planOfFolder(base), await planOfFolder(next)];
  if (before === undefined || after === undefined) return undefined;
  const old = await openSide(before, sides[0]!);
  const now = await openSide(after, sides[1]!);
  return {
    find(cellId) {
      const [a, b] = [old.cellOf(cellId), now.cellOf(cellId)];
      if (a === undefined || b === undefined) return undefined;
      for (let block = 0; block < Math.min(a.blocks, b.blocks); block += 1) {
        if (!old.ledger.hasBlock(a.index, block) || !now.ledger.hasBlock(b.index, block)) continue;
        if (!sameSums(old.ledger.block(a.index, block), now.ledger.block(b.index, block))) return block;
      }
      return undefined;
    },
    close() {
      old.ledger.close();
      now.ledger.close();
    },
  };
}

interface Side {
  readonly ledger: Ledger;
  readonly cellOf: (cellId: string) => { readonly index: number; readonly blocks: number } | undefined;
}

async function openSide(plan: Plan, journal: string): Promise<Side> {
  let indices: Map<string, { index: number; blocks: number }> | undefined;
  const indexAll = () =>
    new Map(
      [...cells(plan)].map(
        ({ id, index, m }) => [id, { index, blocks: blockCount(plan.trials, m) }] as const,
      ),
    );
  return {
    ledger: await openLedger(plan, [journal]),
    cellOf: (cellId) => (indices ??= indexAll()).get(cellId),
  };
}
