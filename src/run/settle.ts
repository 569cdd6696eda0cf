import type { PointResult } from '../plan/batch-result.ts';
import { cellAt, pointOfCell } from '../plan/cells.ts';
import type { Cell } from '../plan/cell.ts';
import { hasOneLook } from '../plan/looks.ts';
import { allBlocks, type BlocksOf } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { MeasuredCell } from '../tables/columns/measured-cell.ts';
import { startMerge } from '../tables/merge-blocks.ts';
import { measuredCourses, type HeldBlocks } from './cell-course.ts';

/**
 * How far a cell is by what a ledger holds: at its end, or in need of its first so many blocks and its point.
 */
export type Settled =
  | { readonly kind: 'finished'; readonly blocks: number; readonly finished: MeasuredCell }
  | { readonly kind: 'open'; readonly blocks: number };

/** Follows the courses of cells as far as a ledger goes; what failed counts as known. */
export function settler(plan: Plan, ledger: Ledger): (cell: Cell) => Settled {
  const courses = measuredCourses(plan);
  return (cell) => {
    const known = knownBlocks(plan, ledger, cell);
    const course = courses.start(cell, known);
    let blocks = 0;
    for (;;) {
      const step = course.next();
      if (step.done === true) return { kind: 'finished', blocks, finished: step.value };
      const from = blocks;
      blocks = step.value.blocks;
      if (!known.isWhole(from, blocks)) return { kind: 'open', blocks };
    }
  };
}

/** How many blocks each cell needs, as far as a ledger can tell. */
export function neededBlocks(plan: Plan, ledger: Ledger): BlocksOf {
  if (hasOneLook(plan)) return allBlocks(plan);
  const settle = settler(plan, ledger);
  return (cell) => settle(cellAt(plan, cell)).blocks;
}

interface KnownBlocks extends HeldBlocks {
  /** Whether the point and the blocks from … to − 1 are there or failed. */
  readonly isWhole: (from: number, to: number) => boolean;
}

function knownBlocks(plan: Plan, ledger: Ledger, { index: cell, ...at }: Cell): KnownBlocks {
  const exact = exactOf(ledger, pointOfCell(plan, cell));
  return {
    exact: () => exact!,
    moments(look) {
      const merge = startMerge(plan, at, look.trials);
      while (merge.next() < look.blocks) merge.add(ledger.block(cell, merge.next()));
      return merge.moments();
    },
    failure(blocks) {
      for (let block = 0; block < blocks; block += 1) {
        if (!ledger.hasBlock(cell, block)) return ledger.failureOf(cell, block);
      }
      return undefined;
    },
    isWhole(from, to) {
      if (exact === undefined) return false;
      for (let block = from; block < to; block += 1) {
        if (!ledger.hasBlock(cell, block) && ledger.failureOf(cell, block) === undefined) return false;
      }
      return true;
    },
  };
}

function exactOf(ledger: Ledger, point: number): PointResult | undefined {
  if (ledger.hasPoint(point)) return ledger.point(point);
  const reason = ledger.pointFailureOf(point);
  return reason === undefined ? undefined : { kind: 'failed', point, reason };
}
