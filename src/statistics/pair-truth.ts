/** What is exactly known of one estimator of a row, as far as judging the row needs it. */
export interface EstimatorTruth {
  readonly variance: 'zero' | 'positive' | 'infinite' | 'unknown';
  readonly bias: 'none' | 'some' | 'unknown';
  /** Kurtosis of one m-draw estimate; Infinity where it does not exist, null where it is not known. */
  readonly kurtosis: number | null;
}

/** What is exactly known of the two estimators of a row. null: undefined, infinite or not known. */
export interface PairTruth {
  readonly first: EstimatorTruth;
  readonly second: EstimatorTruth;
  /** Exact variance 1 over exact variance 2. */
  readonly ratio: number | null;
  /** Exact standard error of the log of the measured ratio at this m and number of trials. */
  readonly logRatioError: number | null;
}

const UNKNOWN: EstimatorTruth = { variance: 'unknown', bias: 'unknown', kurtosis: null };

/** The truth of a row whose exact quantities could not be had. */
export const UNKNOWN_TRUTH: PairTruth = { first: UNKNOWN, second: UNKNOWN, ratio: null, logRatioError: null };
