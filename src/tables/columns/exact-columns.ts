import type { RowTruth } from '../../estimators/exact/row-truth.ts';
import { signalToNoise } from '../../truth/exact/at-sample-size.ts';
import { numberOrNull, scaled, scaledVariance } from '../../truth/exact/exact-number.ts';
import type { SummaryRow } from './columns.ts';

/** The columns that the oracle and the laws fill. */
export type ExactColumns = Pick<
  SummaryRow,
  | 'gradient_exact'
  | 'variance_1_exact'
  | 'variance_2_exact'
  | 'variance_ratio_exact'
  | 'kurtosis_1'
  | 'kurtosis_2'
  | 'bias_1'
  | 'bias_2'
  | 'mse_ratio'
  | 'mse_crossing_m'
  | 'snr_1'
  | 'snr_2'
>;

/**
 * @param truth null where nothing exact could be had
 * @param scale from the direction to the component of the row
 */
export function exactColumns(truth: RowTruth | null, scale: number): ExactColumns {
  if (truth === null) return NOTHING_EXACT;
  const { gradient, first, second, ratio, mseRatio, mseCrossing } = truth;
  return {
    gradient_exact: numberOrNull(scaled(gradient, scale)),
    variance_1_exact: numberOrNull(scaledVariance(first.variance, scale)),
    variance_2_exact: numberOrNull(scaledVariance(second.variance, scale)),
    variance_ratio_exact: numberOrNull(ratio),
    kurtosis_1: numberOrNull(first.kurtosis),
    kurtosis_2: numberOrNull(second.kurtosis),
    bias_1: numberOrNull(scaled(first.bias, scale)),
    bias_2: numberOrNull(scaled(second.bias, scale)),
    mse_ratio: numberOrNull(mseRatio),
    mse_crossing_m: numberOrNull(mseCrossing),
    snr_1: numberOrNull(signalToNoise(gradient, first.variance)),
    snr_2: numberOrNull(signalToNoise(gradient, second.variance)),
  };
}

const NOTHING_EXACT: ExactColumns = {
  gradient_exact: null,
  variance_1_exact: null,
  variance_2_exact: null,
  variance_ratio_exact: null,
  kurtosis_1: null,
  kurtosis_2: null,
  bias_1: null,
  bias_2: null,
  mse_ratio: null,
  mse_crossing_m: null,
  snr_1: null,
  snr_2: null,
};
