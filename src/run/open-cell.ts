import type { PointResult, RunResult } from '../plan/batch-result.ts';
import type { BlockSums } from '../streams/task.ts';
import type { BlockRun } from '../plan/batch.ts';
import type { Cell } from '../plan/cell.ts';
import type { Look } from '../plan/looks.ts';
import type { PointPiece } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import type { Share } from '../plan/shard.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { CellMoments } from '../statistics/cell-moments.ts';
import { startMerge, sumsOfBlocks, type Merge } from '../tables/merge-blocks.ts';
import type { CourseLook, Courses } from './cell-course.ts';

/** The exact values that some cells wait for. */
export interface OpenPoint<End> {
  readonly piece: PointPiece;
  readonly share: Share;
  readonly waiting: OpenCell<End>[];
  isAsked: boolean;
  result: PointResult | undefined;
}

export const isUnasked = <End>({ share, result, isAsked }: OpenPoint<End>): boolean =>
  share.hasPoint && result === undefined && !isAsked;

/** A cell while its course goes on. What comes from workers is held until it is merged for good. */
export interface OpenCell<End> {
  readonly kind: 'cell';
  readonly index: number;
  readonly cells: () => number;
  readonly point: OpenPoint<End>;
  /** Follows the course until it needs what is not there. */
  readonly goOn: () => void;
  /** Blocks that are to be computed now, each given once. */
  readonly takeWanted: () => readonly number[];
  readonly wants: () => boolean;
  readonly take: (run: BlockRun, found: RunResult) => void;
  /** What the course came to. */
  readonly ended: () => readonly [end: End] | undefined;
  /** Blocks that are awaited, or came and are still needed. */
  readonly blocksHeld: () => number;
}

/** What cells are opened with. */
export interface CellSources<End> {
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly courses: Courses<End>;
}

function momentsOf({ blocks }: Look, into: Merge, blockAt: (block: number) => BlockSums): CellMoments {
  while (into.next() < blocks) into.add(blockAt(into.next()));
  return into.moments();
}

export function openCell<End>(
  { plan, ledger, courses }: CellSources<End>,
  cell: Cell,
  point: OpenPoint<End>,
): OpenCell<End> {
  const { index } = cell;
  const fresh = new Map<number, BlockSums>();
  let failure: string | undefined;
  let merged: CourseLook['merged'] = 'again';
  let merge: Merge | undefined;
  let wanted: number[] = [];
  let asked = 0;
  let missing = 0;
  let ended: readonly [end: End] | undefined;
  const isPointThere = (): boolean => point.result !== undefined || !point.share.hasPoint;
  const isThere = (block: number): boolean => fresh.has(block) || ledger.hasBlock(index, block);
  const blockAt = (block: number): BlockSums => fresh.get(block) ?? ledger.block(index, block);
  const course = courses.start(cell, {
    exact: () => point.result!,
    failure: () => failure,
    moments: (look) => momentsOf(look, merge ?? startMerge(plan, cell, look.trials), blockAt),
  });

  /** Lets go of what no later look needs, once it is merged. */
  function letGo(): void {
    if (merged === 'never') fresh.clear();
    while (merge !== undefined && merge.next() < asked && isThere(merge.next())) {
      const block = merge.next();
      merge.add(blockAt(block));
      fresh.delete(block);
    }
  }

  function goOn(): void {
    while (ended === undefined && missing === 0 && (asked === 0 || isPointThere())) {
      const step = course.next();
      if (step.done === true) {
        ended = [step.value];
        fresh.clear();
        return;
      }
      const { blocks } = step.value;
      for (let block = asked; block < blocks; block += 1) {
        if (point.share.hasBlock(index, block) && !ledger.hasBlock(index, block)) wanted.push(block);
      }
      asked = blocks;
      missing = wanted.length;
      merged = step.value.merged;
      if (merged === 'once') merge = startMerge(plan, cell, step.value.trials);
    }
  }

  return {
    kind: 'cell',
    index,
    cells: () => 1,
    point,
    goOn,
    takeWanted() {
      const taken = wanted;
      wanted = [];
      return taken;
    },
    wants: () => wanted.length > 0,
    take({ first, count }, found) {
      missing -= count;
      if (found.kind === 'failed') {
        failure ??= found.reason;
        return;
      }
      let block = first;
      for (const sums of sumsOfBlocks(found.sums, count)) fresh.set(block++, sums);
      letGo();
    },
    ended: () => ended,
    blocksHeld: () => missing + fresh.size,
  };
}
