import type { Plan } from '../plan/plan.ts';
import type { SummaryRow } from './columns/columns.ts';
import { collectHealth, type PairHealth } from './columns/health.ts';
import { advantageOf, isScoreAgainstPathwise, isWin } from './estimator-pair.ts';
import { collectPoints, countedWith, NO_POINTS, type PointCounts } from './points.ts';

/** What a run found out, gathered row by row; said at the end of a run. */
export interface Findings {
  readonly rows: number;
  /** Of score against pathwise. */
  readonly counts: PointCounts;
  /** For each class, the row in which the pathwise estimator loses most clearly to score. */
  readonly counterexamples: ReadonlyMap<string, SummaryRow>;
  /** Of each pair of estimators that has rows of quality `ok`. */
  readonly health: readonly PairHealth[];
  /** Rows by why they have no more trials; empty without a precision. */
  readonly stopped: ReadonlyMap<string, number>;
}

export interface FindingsCollector {
  /** Rows of one point stand side by side. */
  add(row: SummaryRow, integrandClass: string): void;
  result(): Findings;
}

/** The class word of each integrand of a plan, by name. */
export function classesOf({ integrands }: Pick<Plan, 'integrands'>): (integrand: string) => string {
  const classes = new Map(integrands.map((integrand) => [integrand.name, integrand.class]));
  return (name) => classes.get(name) ?? '';
}

export function collectFindings(): FindingsCollector {
  let rows = 0;
  let counts = NO_POINTS;
  const health = collectHealth();
  const classes = new Map<string, string>();
  const counterexamples = new Map<string, SummaryRow>();
  const stopped = new Map<string, number>();
  const points = collectPoints((row) => {
    counts = countedWith(counts, row);
    const name = classes.get(row.integrand) ?? '';
    const strongest = counterexamples.get(name);
    const least = strongest === undefined ? 0 : advantageOf(strongest);
    if (isWin(row) && advantageOf(row) > least) counterexamples.set(name, row);
  });

  return {
    add(row, integrandClass) {
      rows += 1;
      health.add(row);
      if (row.stopped !== '') stopped.set(row.stopped, (stopped.get(row.stopped) ?? 0) + 1);
      classes.set(row.integrand, integrandClass);
      if (isScoreAgainstPathwise({ first: row.estimator_1, second: row.estimator_2 })) points.add(row, 0);
    },
    result() {
      points.flush();
      return { rows, counts, counterexamples, health: health.result(), stopped };
    },
  };
}
