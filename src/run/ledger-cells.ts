import { cells } from '../plan/cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { FinishedCell } from '../tables/columns/measured-cell.ts';
import { settler } from './settle.ts';

/** The finished cells of a plan from its journals alone, in plan order. Domain: ledgers that lack nothing. */
export function* ledgerCells(plan: Plan, ledger: Ledger): Generator<FinishedCell> {
  const settle = settler(plan, ledger);
  for (const cell of cells(plan)) {
    const settled = settle(cell);
    if (settled.kind === 'open') throw new Error(`cell ${cell.id} was not missing, and is not finished`);
    yield settled.finished;
  }
}
