import type { SummaryRow } from './columns/columns.ts';

/** The two estimators that a row compares: the ratio is the variance of the first over that of the second. */
export interface PairNames {
  readonly first: string;
  readonly second: string;
}

type PairColumns = Pick<SummaryRow, 'estimator_1' | 'estimator_2'>;

export const pairNamesOf = ({ estimator_1: first, estimator_2: second }: PairColumns): string =>
  `${first}/${second}`;

/** Whether a pair is the one that gradvar is about, in either order. */
export const isScoreAgainstPathwise = ({ first, second }: PairNames): boolean =>
  (first === 'score' && second === 'pathwise') || (first === 'pathwise' && second === 'score');

/**
 * The estimator whose wins are counted: `score` where it is held against `pathwise`, else the first of the
 * pair.
 */
export const challengerOf = (pair: PairNames): string =>
  isScoreAgainstPathwise(pair) ? 'score' : pair.first;

/** What a row's win is read from. */
type Verdict = PairColumns &
  Pick<SummaryRow, 'winner' | 'status' | 'variance_ratio' | 'variance_ratio_exact'>;

const challengerOfRow = ({ estimator_1: first, estimator_2: second }: PairColumns): string =>
  challengerOf({ first, second });

/** Whether the challenger wins, as the column `winner` says. */
export const isWin = (row: Verdict): boolean => row.winner === challengerOfRow(row);

/** Whether it wins because the other one is biased. */
export const isWinByBias = (row: Verdict): boolean => isWin(row) && row.status.startsWith('biased');

export const isDecided = (row: Verdict): boolean =>
  row.winner === row.estimator_1 || row.winner === row.estimator_2;

/**
 * How many times smaller the variance of the challenger is where both are numbers and unbiased: exact, or
 * measured where the exact one is not known; else 0.
 */
export function advantageOf(row: Verdict): number {
  const ratio = row.variance_ratio_exact ?? row.variance_ratio;
  if (ratio === null || ratio === 0 || row.status !== 'ok') return 0;
  return row.estimator_1 === challengerOfRow(row) ? 1 / ratio : ratio;
}
