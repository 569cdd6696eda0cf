import type { SummaryRow } from './columns/columns.ts';
import { collectHealth, type PairHealth } from './columns/health.ts';

/** What a run found out, gathered row by row; said at the end of a run. */
export interface Findings {
  readonly rows: number;
  /** Rows with a winner. */
  readonly decided: number;
  /** Rows in which the score function is the winner with both variances positive and no bias. */
  readonly scoreWins: number;
  /** For each class, the row in which the pathwise estimator loses most clearly. */
  readonly counterexamples: ReadonlyMap<string, SummaryRow>;
  /** Of each pair of estimators that has rows of quality `ok`. */
  readonly health: readonly PairHealth[];
  /** Rows by why they have no more trials; empty without a precision. */
  readonly stopped: ReadonlyMap<string, number>;
}

export interface FindingsCollector {
  add(row: SummaryRow, integrandClass: string): void;
  result(): Findings;
}

export function collectFindings(): FindingsCollector {
  let rows = 0;
  let decided = 0;
  let scoreWins = 0;
  const health = collectHealth();
  const counterexamples = new Map<string, SummaryRow>();
  const stopped = new Map<string, number>();

  return {
    add(row, integrandClass) {
      rows += 1;
      health.add(row);
      if (row.stopped !== '') stopped.set(row.stopped, (stopped.get(row.stopped) ?? 0) + 1);
      if (row.winner === row.estimator_1 || row.winner === row.estimator_2) decided += 1;
      if (!scoreBeatsPathwise(row)) return;
      scoreWins += 1;
      const strongest = counterexamples.get(integrandClass);
      if (strongest === undefined || advantage(row) > advantage(strongest))
        counterexamples.set(integrandClass, row);
    },
    result: () => ({ rows, decided, scoreWins, counterexamples, health: health.result(), stopped }),
  };
}

function scoreBeatsPathwise(row: SummaryRow): boolean {
  const pair = [row.estimator_1, row.estimator_2];
  return (
    row.winner === 'score' && pair.includes('pathwise') && row.status === 'ok' && row.variance_ratio !== null
  );
}

/** How many times smaller the variance of the score function is. */
export function advantage(row: SummaryRow): number {
  const ratio = row.variance_ratio_exact ?? row.variance_ratio;
  if (ratio === null || ratio === 0) return 0;
  return row.estimator_1 === 'score' ? 1 / ratio : ratio;
}
