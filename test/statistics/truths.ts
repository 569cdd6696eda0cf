import type { EstimatorTruth, PairTruth } from '../../src/statistics/pair-truth.ts';

const POSITIVE: EstimatorTruth = { variance: 'positive', bias: 'none', kurtosis: 3 };

/** An ordinary truth, with what a test wants otherwise. */
export function truth(
  first: Partial<EstimatorTruth> = {},
  second: Partial<EstimatorTruth> = {},
  rest: Partial<Pick<PairTruth, 'ratio' | 'logRatioError'>> = {},
): PairTruth {
  return {
    first: { ...POSITIVE, ...first },
    second: { ...POSITIVE, ...second },
    ratio: 2,
    logRatioError: 0.1,
    ...rest,
  };
}
