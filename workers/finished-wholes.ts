import { cellWith } from '../src/plan/cell.ts';
import type { Batch, OracleTask } from '../src/plan/batch.ts';
import type { BatchResult, RunResult } from '../src/plan/batch-result.ts';
import type { FinishedCells } from '../src/plan/finished-cells.ts';
import type { Measured, MeasuredCell } from '../src/tables/columns/measured-cell.ts';
import { mergeRun } from '../src/tables/merge-blocks.ts';
import type { ContentOf } from './cell-contents.ts';
import type { WorkerTools } from './worker-tools.ts';

/** The cells of the whole points of a batch, from what came of their pieces: rows and text. */
export function finishedWholes(
  finisherOf: WorkerTools['finisherOf'],
  batch: Batch,
  contentOf: ContentOf,
  { points, runs }: Pick<BatchResult, 'points' | 'runs'>,
): readonly FinishedCells[] {
  if (batch.wholes.length === 0) return [];
  const finish = finisherOf(batch);
  const sizes = batch.asked.m;
  /** Made one by one, so that none is kept longer than its rows take. */
  function* cells(from: number, to: number): Generator<MeasuredCell, void, void> {
    for (let i = from; i < to; i += 1) {
      const task = batch.wholes[i]!;
      for (const [at, m] of sizes.entries()) {
        const place = { index: task.point * sizes.length + at, content: contentOf({ ...task, m }) };
        const cell = cellWith(batch.integrands[task.slot]!, task.guidePoint, m, place);
        const measured = measuredOf(batch, m, runs[i * sizes.length + at]!);
        yield { cell, exact: points[i]!, measured };
      }
    }
  }
  return stretches(batch.wholes).map(([from, to]) => finish(cells(from, to)));
}

function measuredOf(batch: Batch, m: number, run: RunResult): Measured {
  if (run.kind === 'failed') return { kind: 'failed', reason: run.reason };
  return { kind: 'moments', moments: mergeRun(batch, m, run.sums) };
}

/** Places of tasks whose points stand side by side in plan order: from … to − 1. */
function stretches(tasks: readonly OracleTask[]): readonly (readonly [from: number, to: number])[] {
  const starts = [...tasks.keys()].filter((i) => i === 0 || tasks[i]!.point !== tasks[i - 1]!.point + 1);
  return starts.map((from, i) => [from, starts[i + 1] ?? tasks.length]);
}
