import { planId } from '../plan/canonical.ts';
import { cellAt } from '../plan/cells.ts';
import type { Piece } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import { shardDealer, WHOLE, type Shard } from '../plan/shard.ts';
import type { Ledger } from '../folder/journal/ledger.ts';

/** A count over the pieces of a plan, in plan order. */
interface Tally<Result> {
  readonly add: (piece: Piece) => void;
  readonly result: () => Result;
}

/** How much of its share a folder holds. */
export interface BlockCounts {
  /** With a precision, those that are known to be needed so far. */
  readonly blocks: number;
  readonly blocksDone: number;
  readonly blocksFailed: number;
}

/** A plan dealt to so many shards, and the folders of each. */
interface Dealt {
  readonly dealer: (piece: Piece) => number;
  readonly ofShard: Map<number, number[]>;
}

/**
 * How far each folder is with its share: each piece is looked up where it belongs, so that more folders take
 * no longer.
 */
export function shareTally(
  plan: Plan,
  ledger: Ledger,
  shares: readonly (Shard | null)[],
): Tally<readonly BlockCounts[]> {
  const counts = shares.map(() => ({ blocks: 0, blocksDone: 0, blocksFailed: 0 }));
  const byCount = new Map<number, Dealt>();
  for (const [i, share] of shares.entries()) {
    const { count, index } = share ?? WHOLE;
    const dealt = byCount.get(count) ?? {
      dealer: shardDealer(plan, count),
      ofShard: new Map<number, number[]>(),
    };
    byCount.set(count, dealt);
    dealt.ofShard.set(index, [...(dealt.ofShard.get(index) ?? []), i]);
  }
  return {
    add(piece) {
      for (const { dealer, ofShard } of byCount.values()) {
        const shard = dealer(piece);
        if (piece.kind === 'point') continue;
        for (const i of ofShard.get(shard) ?? []) {
          const tally = counts[i]!;
          const found = ledger.blockIn(i, piece.cell, piece.block);
          tally.blocks += 1;
          if (found === 'done') tally.blocksDone += 1;
          else if (found === 'failed') tally.blocksFailed += 1;
        }
      }
    },
    result: () => counts,
  };
}

/** Most ids that are listed. */
const LISTED = 20;

/** How far the cells of a plan are. */
export interface CellStatus {
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
  readonly shardsMissing: readonly number[];
}

export function cellTally(plan: Plan, ledger: Ledger, count: number): Tally<CellStatus> {
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
  return {
    add(piece) {
      const shard = dealer(piece);
      if (piece.kind === 'point') {
        if (!ledger.hasPoint(piece.point) && ledger.pointFailureOf(piece.point) === undefined)
          shardsMissing.add(shard);
        return;
      }
      if (piece.cell !== cell) {
        close();
        cell = piece.cell;
        state = 'done';
      }
      if (ledger.hasBlock(cell, piece.block)) return;
      if (ledger.failureOf(cell, piece.block) === undefined) {
        state = 'missing';
        shardsMissing.add(shard);
      } else if (state === 'done') state = 'failed';
    },
    result() {
      close();
      const sorted = [...shardsMissing].sort((a, b) => a - b);
      return { plan_id: planId(plan), name: plan.name, ...tally, failed, missing, shardsMissing: sorted };
    },
  };
}
