/** The two estimators that a row compares: the ratio is the variance of the first over that of the second. */
export interface PairNames {
  readonly first: string;
  readonly second: string;
}

type PairColumns = { readonly estimator_1: string; readonly estimator_2: string };

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
interface Verdict extends PairColumns {
  readonly winner: string;
  readonly status: string;
  readonly variance_ratio: number | null;
  readonly variance_ratio_exact: number | null;
}

const challengerOfRow = ({ estimator_1: first, estimator_2: second }: PairColumns): string =>
  challengerOf({ first, second });

/** Whether the challenger has the smaller variance, both being positive and neither estimator biased. */
export const isWin = (row: Verdict): boolean => row.winner === challengerOfRow(row) && row.status === 'ok';

/**
 * How many times smaller the variance of the challenger is: exact, or measured where the exact one is not
 * known; else 0.
 */
export function advantageOf(row: Verdict): number {
  const ratio = row.variance_ratio_exact ?? row.variance_ratio;
  if (ratio === null || ratio === 0) return 0;
  return row.estimator_1 === challengerOfRow(row) ? 1 / ratio : ratio;
}
