import { cells } from '../grid/cells.ts';
import type { Plan } from '../grid/plan.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FinishedCell } from '../results/measured-cell.ts';
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
