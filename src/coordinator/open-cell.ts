import type { PointResult, RunResult } from '../../workers/batch-result.ts';
import type { BlockSums } from '../../workers/kernel/task.ts';
import type { BlockRun } from '../grid/batch.ts';
import type { Cell } from '../grid/cell.ts';
import type { PointPiece } from '../grid/pieces.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FinishedCell } from '../results/measured-cell.ts';
import type { CellCourse, HeldBlocks } from './cell-course.ts';

/** The exact values that some cells wait for. */
export interface OpenPoint {
  readonly piece: PointPiece;
  isAsked: boolean;
  result: PointResult | undefined;
}

/** A cell while its course goes on. What comes from workers is held until it ends. */
export interface OpenCell {
  readonly index: number;
  readonly point: OpenPoint;
  /** Follows the course until it needs what is not there. */
  readonly goOn: () => void;
  /** Blocks that are to be computed now, each given once. */
  readonly takeWanted: () => readonly number[];
  readonly wants: () => boolean;
  readonly take: (run: BlockRun, found: RunResult) => void;
  readonly finished: () => FinishedCell | undefined;
  /** Blocks that came or are awaited. */
  readonly blocksHeld: () => number;
}

export function openCell(
  cell: Cell,
  point: OpenPoint,
  ledger: Ledger,
  courseOf: (cell: Cell, held: HeldBlocks) => CellCourse,
): OpenCell {
  const fresh = new Map<number, BlockSums>();
  let failure: string | undefined;
  const course = courseOf(cell, {
    exact: () => point.result!,
    block: (block) => fresh.get(block) ?? ledger.block(cell.index, block),
    failure: () => failure,
  });
  let wanted: number[] = [];
  let asked = 0;
  let missing = 0;
  let held = 0;
  let finished: FinishedCell | undefined;

  function goOn(): void {
    while (finished === undefined && missing === 0 && (asked === 0 || point.result !== undefined)) {
      const step = course.next();
      if (step.done === true) {
        finished = step.value;
        fresh.clear();
        return;
      }
      for (let block = asked; block < step.value; block += 1) {
        if (!ledger.hasBlock(cell.index, block)) wanted.push(block);
      }
      asked = step.value;
      missing = wanted.length;
      held += missing;
    }
  }

  return {
    index: cell.index,
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
      const length = found.sums.length / count;
      for (let i = 0; i < count; i += 1) {
        fresh.set(first + i, found.sums.subarray(i * length, (i + 1) * length));
      }
    },
    finished: () => finished,
    blocksHeld: () => held,
  };
}
