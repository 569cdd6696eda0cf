import type { RowTruth } from '../../estimators/exact/row-truth.ts';
import { signalToNoise } from '../../truth/exact/at-sample-size.ts';
import type { Exact } from '../../truth/exact/exact.ts';
import { numberOrNull, scaled, scaledVariance, unknown } from '../../truth/exact/exact-number.ts';
import { allLacking, lacksText } from '../../truth/exact/lacks.ts';
import type { SummaryRow } from './columns.ts';

const NAMES = [
  'gradient_exact',
  'variance_1_exact',
  'variance_2_exact',
  'variance_ratio_exact',
  'kurtosis_1',
  'kurtosis_2',
  'bias_1',
  'bias_2',
  'mse_ratio',
] as const;

/** Ratios of numbers that say of themselves why they are not known. */
type Derived = 'mse_crossing_m' | 'snr_1' | 'snr_2';

type ExactNumbers = Readonly<Record<(typeof NAMES)[number], Exact>>;

/** The columns that the oracle and the laws fill. */
export type ExactColumns = Pick<SummaryRow, (typeof NAMES)[number] | Derived | 'unknown'>;

/** @param scale from the direction to the component of the row */
export function exactColumns(truth: RowTruth, scale: number): ExactColumns {
  const { gradient, first, second, ratio, mseRatio, mseCrossing } = truth;
  const numbers: ExactNumbers = {
    gradient_exact: scaled(gradient, scale),
    variance_1_exact: scaledVariance(first.variance, scale),
    variance_2_exact: scaledVariance(second.variance, scale),
    variance_ratio_exact: ratio,
    kurtosis_1: first.kurtosis,
    kurtosis_2: second.kurtosis,
    bias_1: scaled(first.bias, scale),
    bias_2: scaled(second.bias, scale),
    mse_ratio: mseRatio,
  };
  return columnsOf(numbers, {
    mse_crossing_m: mseCrossing,
    snr_1: signalToNoise(gradient, first.variance),
    snr_2: signalToNoise(gradient, second.variance),
  });
}

/** Where nothing exact could be had. */
export function nothingExact(reason: string): ExactColumns {
  const none = unknown(reason);
  return columnsOf(allLacking(NAMES, reason), { mse_crossing_m: none, snr_1: none, snr_2: none });
}

function columnsOf(numbers: ExactNumbers, derived: Readonly<Record<Derived, Exact>>): ExactColumns {
  return {
    gradient_exact: numberOrNull(numbers.gradient_exact),
    variance_1_exact: numberOrNull(numbers.variance_1_exact),
    variance_2_exact: numberOrNull(numbers.variance_2_exact),
    variance_ratio_exact: numberOrNull(numbers.variance_ratio_exact),
    kurtosis_1: numberOrNull(numbers.kurtosis_1),
    kurtosis_2: numberOrNull(numbers.kurtosis_2),
    bias_1: numberOrNull(numbers.bias_1),
    bias_2: numberOrNull(numbers.bias_2),
    mse_ratio: numberOrNull(numbers.mse_ratio),
    mse_crossing_m: numberOrNull(derived.mse_crossing_m),
    snr_1: numberOrNull(derived.snr_1),
    snr_2: numberOrNull(derived.snr_2),
    unknown: lacksText(Object.entries(numbers)),
  };
}
