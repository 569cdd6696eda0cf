import { rowPlanOf } from '../plan/asked.ts';
import { cells } from '../plan/cells.ts';
import type { FinishedCells } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { MeasuredCell } from '../tables/columns/measured-cell.ts';
import { cellsFinisher } from '../tables/finish-cells.ts';
import { settler } from './settle.ts';

/** Cells that are finished together. */
const CELLS = 64;

/** The finished cells of a plan from its journals alone, in plan order. Domain: ledgers that lack nothing. */
export function* ledgerCells(plan: Plan, ledger: Ledger): Generator<FinishedCells> {
  const settle = settler(plan, ledger);
  const finish = cellsFinisher(rowPlanOf(plan));
  let waiting: MeasuredCell[] = [];
  for (const cell of cells(plan)) {
    const settled = settle(cell);
    if (settled.kind === 'open') throw new Error(`cell ${cell.id} was not missing, and is not finished`);
    waiting.push(settled.finished);
    if (waiting.length < CELLS) continue;
    yield finish(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield finish(waiting);
}
