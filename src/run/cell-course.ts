import type { PointResult } from '../plan/batch-result.ts';
import type { BlockSums } from '../streams/task.ts';
import { blockTrials } from '../plan/blocks.ts';
import type { Cell } from '../plan/cell.ts';
import { looksOf, type Look } from '../plan/looks.ts';
import type { Plan } from '../plan/plan.ts';
import { earlyLooks } from '../tables/columns/early-looks.ts';
import type { FinishedCell, Measured } from '../tables/columns/measured-cell.ts';
import { rowMaker } from '../tables/rows.ts';
import { addBlock, cellMoments, startCell, type CellMoments } from '../statistics/cell-moments.ts';

/** What there is of a cell: asked only once its course has asked for it. */
export interface HeldBlocks {
  readonly exact: () => PointResult;
  /** The blocks of a look, merged. */
  readonly moments: (look: Look) => CellMoments;
  /** Why one of the first so many blocks could not be computed. */
  readonly failure: (blocks: number) => string | undefined;
}

/**
 * The way of a cell to its end: yields the looks that it takes, each of which needs the first so many blocks
 * beside the exact values of the point, and returns the cell once no row needs more, or a block failed.
 */
export type CellCourse<End> = Generator<CourseLook, End, void>;

export interface CourseLook extends Look {
  /**
   * How often its blocks are merged: again for a later look, once, or never, where a shard has only some of
   * them.
   */
  readonly merged: 'again' | 'once' | 'never';
}

/** Starts the courses of the cells of a plan. Which way they take depends on what is held alone. */
export type Courses<End> = (cell: Cell, held: HeldBlocks) => CellCourse<End>;

/** Courses whose end is the finished cell. */
export function cellCourses(plan: Plan): Courses<FinishedCell> {
  return courses(plan, 'once', (finish) => finish());
}

/** Courses of a shard: at a last look nothing is left to be decided, so that it needs no rows. */
export function shardCourses(plan: Plan): Courses<null> {
  return courses(plan, 'never', () => null);
}

function courses<End>(
  plan: Plan,
  lastMerged: CourseLook['merged'],
  endOf: (finish: () => FinishedCell) => End,
): Courses<End> {
  const rowsOf = rowMaker(plan);
  const isEarly = earlyLooks(plan);
  const looksAt = plan.m.map((m) => looksOf(plan, m));
  const finished = (cell: Cell, held: HeldBlocks, measured: Measured): FinishedCell => {
    const done = { cell, exact: held.exact(), measured };
    return { done, rows: rowsOf(done) };
  };
  return function* (cell, held) {
    const looks = looksAt[cell.index % plan.m.length]!;
    for (const [i, look] of looks.entries()) {
      const isLast = i === looks.length - 1;
      // The first look comes before the exact values are there.
      if (i > 0 && !isLast && isEarly(cell, held.exact(), look.trials)) continue;
      yield { ...look, merged: isLast ? lastMerged : 'again' };
      const reason = held.failure(look.blocks);
      if (reason !== undefined) return endOf(() => finished(cell, held, { kind: 'failed', reason }));
      if (!isLast && isEarly(cell, held.exact(), look.trials)) continue;
      const measure = (): FinishedCell =>
        finished(cell, held, { kind: 'moments', moments: held.moments(look) });
      if (isLast) return endOf(measure);
      const found = measure();
      if (found.rows.every(({ stopped }) => stopped !== '')) return endOf(() => found);
    }
    throw new Error('a cell ends at its last look');
  };
}

/** The blocks of a look as they are merged, in their order. */
export interface Merge {
  /** The block that comes next. */
  readonly next: () => number;
  readonly add: (sums: BlockSums) => void;
  readonly moments: () => CellMoments;
}

export function startMerge({ trials: planned }: Plan, { m }: Cell, { trials }: Look): Merge {
  const state = startCell({ trials, m });
  let block = 0;
  return {
    next: () => block,
    add(sums) {
      addBlock(state, sums, blockTrials(planned, m, block));
      block += 1;
    },
    moments: () => cellMoments(state),
  };
}
