import type { PointResult } from '../../workers/batch-result.ts';
import type { BlockSums } from '../../workers/kernel/task.ts';
import { blockTrials } from '../grid/blocks.ts';
import type { Cell } from '../grid/cell.ts';
import { looks, type Look } from '../grid/looks.ts';
import type { Plan } from '../grid/plan.ts';
import { earlyLooks } from '../results/early-looks.ts';
import type { FinishedCell, Measured } from '../results/measured-cell.ts';
import { rowMaker } from '../results/rows.ts';
import { addBlock, cellMoments, startCell } from '../statistics/cell-moments.ts';

/** What there is of a cell: asked only once its course has asked for it. */
export interface HeldBlocks {
  readonly exact: () => PointResult;
  readonly block: (block: number) => BlockSums;
  /** Why one of the first so many blocks could not be computed. */
  readonly failure: (blocks: number) => string | undefined;
}

/**
 * The way of a cell of a plan with a precision to its end: yields how many of its first blocks, beside the exact values of
 * its point, it needs to go on, and returns the cell once no row needs more, or a block failed.
 */
export type CellCourse = Generator<number, FinishedCell, void>;

/** Starts the courses of cells of a plan with a precision. Which way they take depends on what is held alone. */
export function cellCourses(plan: Plan): (cell: Cell, held: HeldBlocks) => CellCourse {
  const rowsOf = rowMaker(plan);
  const isEarly = earlyLooks(plan);
  const looksAt = plan.m.map((m) => looks(plan.trials, m));

  function momentsAt({ m }: Cell, { blocks, trials }: Look, held: HeldBlocks): Measured {
    const state = startCell({ trials, m });
    for (let block = 0; block < blocks; block += 1) {
      addBlock(state, held.block(block), blockTrials(plan.trials, m, block));
    }
    return { kind: 'moments', moments: cellMoments(state) };
  }

  function finished(cell: Cell, held: HeldBlocks, measured: Measured): FinishedCell {
    const done = { cell, exact: held.exact(), measured };
    return { done, rows: rowsOf(done) };
  }

  return function* (cell, held) {
    const all = looksAt[cell.index % plan.m.length]!;
    for (const [i, look] of all.entries()) {
      const isLast = i === all.length - 1;
      // The first look comes before the exact values are there.
      if (i > 0 && !isLast && isEarly(cell, held.exact(), look.trials)) continue;
      yield look.blocks;
      const reason = held.failure(look.blocks);
      if (reason !== undefined) return finished(cell, held, { kind: 'failed', reason });
      if (!isLast && isEarly(cell, held.exact(), look.trials)) continue;
      const found = finished(cell, held, momentsAt(cell, look, held));
      if (isLast || found.rows.every(({ stopped }) => stopped !== '')) return found;
    }
    throw new Error('a cell ends at its last look');
  };
}
