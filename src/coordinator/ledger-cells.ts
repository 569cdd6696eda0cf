import type { PointResult, RunResult } from '../../workers/batch-result.ts';
import { batches } from '../grid/batches.ts';
import { cells } from '../grid/cells.ts';
import type { Plan } from '../grid/plan.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FinishedCell } from '../results/measured-cell.ts';
import { rowMaker } from '../results/rows.ts';
import { assembleCells } from './assemble.ts';
import type { DoneBatch } from './compute.ts';
import { settler } from './settle.ts';

/** The finished cells of a plan from its journals alone, in plan order. Domain: ledgers that lack nothing. */
export async function* ledgerCells(plan: Plan, ledger: Ledger): AsyncGenerator<FinishedCell> {
  if (plan.precision !== undefined) {
    yield* settledCells(plan, ledger);
    return;
  }
  const rowsOf = rowMaker(plan);
  for await (const done of assembleCells(plan, ledger, failedBatches(plan, ledger))) {
    yield { done, rows: rowsOf(done) };
  }
}

function* settledCells(plan: Plan, ledger: Ledger): Generator<FinishedCell> {
  const settle = settler(plan, ledger);
  for (const cell of cells(plan)) {
    const settled = settle(cell);
    if (settled.kind === 'open') throw new Error(`cell ${cell.id} was not missing, and is not finished`);
    yield settled.finished;
  }
}

/** What could not be computed, as the batches that could not. */
// eslint-disable-next-line @typescript-eslint/require-await -- it stands where a computation would
async function* failedBatches(plan: Plan, ledger: Ledger): AsyncGenerator<DoneBatch> {
  const missing = batches(plan, {
    needsBlock: (cell, block) => !ledger.hasBlock(cell, block),
    needsPoint: (point) => !ledger.hasPoint(point),
  });
  for (const batch of missing) {
    const points = batch.points.map(({ point }): PointResult => {
      return { kind: 'failed', point, reason: ledger.pointFailureOf(point) ?? '' };
    });
    const runs = batch.runs.map(({ cell, first }): RunResult => {
      return { kind: 'failed', cell, first, reason: ledger.failureOf(cell, first) ?? '' };
    });
    yield { batch, result: { points, runs, milliseconds: 0 } };
  }
}
