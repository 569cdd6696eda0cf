import { chi2Survival } from '../statistics/chi-square.ts';
import type { SummaryRow } from './columns.ts';

/** What a run found out, gathered row by row; said at the end of a run. */
export interface Findings {
  readonly rows: number;
  /** Rows with a winner. */
  readonly decided: number;
  /** Rows in which the score function is the winner with both variances positive and no bias. */
  readonly scoreWins: number;
  /** For each class, the row in which the pathwise estimator loses most clearly. */
  readonly counterexamples: ReadonlyMap<string, SummaryRow>;
  readonly health: Health;
  /** Rows by why they have no more trials; empty without a precision. */
  readonly stopped: ReadonlyMap<string, number>;
}

/** Do the measured numbers agree with the exact ones? Over the rows whose interval has quality `ok`. */
export interface Health {
  readonly scores: number;
  readonly chiSquare: number;
  /** Probability of so large a chi-square if all is well; rows of one cell share draws, so take it as a guide. */
  readonly probability: number;
  readonly intervals: number;
  readonly covering: number;
}

export interface FindingsCollector {
  add(row: SummaryRow, integrandClass: string): void;
  result(): Findings;
}

export function collectFindings(): FindingsCollector {
  let rows = 0;
  let decided = 0;
  let scoreWins = 0;
  let scores = 0;
  let chiSquare = 0;
  let intervals = 0;
  let covering = 0;
  const counterexamples = new Map<string, SummaryRow>();
  const stopped = new Map<string, number>();

  function addHealth(row: SummaryRow): void {
    if (row.ci_quality !== 'ok') return;
    if (row.z_score !== null) {
      scores += 1;
      chiSquare += row.z_score * row.z_score;
    }
    const { variance_ratio_exact: exact, variance_ratio_low: low, variance_ratio_high: high } = row;
    if (exact === null || low === null || high === null) return;
    intervals += 1;
    if (low <= exact && exact <= high) covering += 1;
  }

  return {
    add(row, integrandClass) {
      rows += 1;
      addHealth(row);
      if (row.stopped !== '') stopped.set(row.stopped, (stopped.get(row.stopped) ?? 0) + 1);
      if (row.winner === row.estimator_1 || row.winner === row.estimator_2) decided += 1;
      if (!scoreBeatsPathwise(row)) return;
      scoreWins += 1;
      const strongest = counterexamples.get(integrandClass);
      if (strongest === undefined || advantage(row) > advantage(strongest))
        counterexamples.set(integrandClass, row);
    },
    result: () => {
      const probability = scores > 0 ? chi2Survival(chiSquare, scores) : 1;
      const health = { scores, chiSquare, probability, intervals, covering };
      return { rows, decided, scoreWins, counterexamples, health, stopped };
    },
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
