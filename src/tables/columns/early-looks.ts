import type { PointResult } from '../../plan/batch-result.ts';
import { gradientParts } from '../../estimators/asked.ts';
import { estimatorPairs } from '../../estimators/registry.ts';
import { rowTruth } from '../../estimators/exact/row-truth.ts';
import type { RowPlan } from '../../plan/asked.ts';
import type { Cell } from '../../plan/cell.ts';
import { outlook, type Goal } from '../../statistics/stopping.ts';

/** What a plan wants of its rows; null where every cell has the same trials. */
export function goalOf({ trials, precision }: RowPlan): Goal | null {
  return precision === null ? null : { ratio: precision.ratio, mostTrials: trials };
}

/**
 * Whether, by its exact values, some row of a cell needs more than so many trials: then nothing need be
 * measured yet.
 */
export function earlyLooks(plan: RowPlan): (cell: Cell, exact: PointResult, trials: number) => boolean {
  const { asked } = plan;
  const pairs = estimatorPairs(asked.estimators);
  const goal = goalOf(plan);
  return (cell, exact, trials) => {
    if (goal === null || exact.kind === 'failed') return false;
    const mIndex = cell.index % asked.m.length;
    return gradientParts(asked).some((component) =>
      pairs.some((pair, pairIndex) => {
        const place = { point: cell, m: cell.m, mIndex, component, pair, pairIndex, trials };
        const { judgment } = rowTruth(exact.exact, exact.laws, asked, place);
        return outlook(judgment, trials, goal) === 'early';
      }),
    );
  };
}
