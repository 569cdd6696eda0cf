import { rowPlanOf } from '../plan/asked.ts';
import type { PointResult } from '../plan/batch-result.ts';
import type { Cell } from '../plan/cell.ts';
import { looksOf, type Look } from '../plan/looks.ts';
import type { FinishedCells } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import { earlyLooks } from '../tables/columns/early-looks.ts';
import type { Measured, MeasuredCell } from '../tables/columns/measured-cell.ts';
import { cellsFinisher } from '../tables/finish-cells.ts';
import { rowMaker } from '../tables/rows.ts';
import type { CellMoments } from '../statistics/cell-moments.ts';

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

/** How the cells of a plan come to their end. Which way they take depends on what is held alone. */
export interface Courses<End> {
  readonly start: (cell: Cell, held: HeldBlocks) => CellCourse<End>;
  /** The end of cells that a worker has finished; null where it is not to. */
  readonly finished: ((cells: FinishedCells) => End) | null;
}

/** Courses whose end is the finished cell. */
export function cellCourses(plan: Plan): Courses<FinishedCells> {
  const finish = cellsFinisher(rowPlanOf(plan));
  const start = courses(plan, 'once', (measure) => finish([measure()]));
  return { start, finished: (cells) => cells };
}

/** Courses that end with what was measured, without rows. */
export function measuredCourses(plan: Plan): Courses<MeasuredCell> {
  return { start: courses(plan, 'once', (measure) => measure()), finished: null };
}

/** Courses of a shard: at a last look nothing is left to be decided, so that it needs no rows. */
export function shardCourses(plan: Plan): Courses<null> {
  return { start: courses(plan, 'never', () => null), finished: null };
}

function courses<End>(
  plan: Plan,
  lastMerged: CourseLook['merged'],
  endOf: (measure: () => MeasuredCell) => End,
): Courses<End>['start'] {
  const rowPlan = rowPlanOf(plan);
  const rowsOf = rowMaker(rowPlan);
  const isEarly = earlyLooks(rowPlan);
  const looksAt = plan.m.map((m) => looksOf(plan, m));
  const cellOf = (cell: Cell, held: HeldBlocks, measured: Measured): MeasuredCell => {
    return { cell, exact: held.exact(), measured };
  };
  return function* (cell, held) {
    const looks = looksAt[cell.index % plan.m.length]!;
    for (const [i, look] of looks.entries()) {
      const isLast = i === looks.length - 1;
      // The first look comes before the exact values are there.
      if (i > 0 && !isLast && isEarly(cell, held.exact(), look.trials)) continue;
      yield { ...look, merged: isLast ? lastMerged : 'again' };
      const reason = held.failure(look.blocks);
      if (reason !== undefined) return endOf(() => cellOf(cell, held, { kind: 'failed', reason }));
      if (!isLast && isEarly(cell, held.exact(), look.trials)) continue;
      const measure = () => cellOf(cell, held, { kind: 'moments', moments: held.moments(look) });
      if (isLast) return endOf(measure);
      const found = measure();
      if (rowsOf(found).every(({ stopped }) => stopped !== '')) return endOf(() => found);
    }
    throw new Error('a cell ends at its last look');
  };
}
