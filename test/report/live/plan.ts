import type { Plan } from '../../../src/plan/plan.ts';
import { planExperiment } from '../../../src/index.ts';
import type { SummaryRow } from '../../../src/tables/columns/columns.ts';
import { rowPacker } from '../../../src/tables/packed-rows.ts';
import type { LiveRun } from '../../../src/report/live/live-run.ts';

/** A plan with room for as many rows as a test sends. */
export function somePlan(changes: Partial<Plan> = {}): Plan {
  const plan = planExperiment({
    version: 1,
    name: 'watched',
    seed: '1',
    integrands: ['sin10', 'square'],
    mu: [0, 1],
    sigma: [0.5, 1, 2],
    m: [1, 10],
    trials: 100,
  });
  return { ...plan, ...changes };
}

/** A cell with these rows, of which nothing else is known. */
export function cellWith(rows: readonly SummaryRow[]): Parameters<LiveRun['add']>[0] {
  const { add, packed } = rowPacker();
  rows.forEach(add);
  return { count: 1, packed: packed(), terms: [null] };
}
