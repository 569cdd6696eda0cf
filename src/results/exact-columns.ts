import type { RowTruth } from '../estimators/row-truth.ts';
import type { Exact } from '../oracle/exact.ts';
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
>;

/**
 * @param truth null where nothing exact could be had
 * @param scale `componentScale` of the row
 */
export function exactColumns(truth: RowTruth | null, scale: number): ExactColumns {
  if (truth === null) return NOTHING_EXACT;
  const { gradient, first, second, ratio, mseRatio, mseCrossing } = truth;
  return {
    gradient_exact: scaled(gradient, scale),
    variance_1_exact: scaled(first.variance, scale * scale),
    variance_2_exact: scaled(second.variance, scale * scale),
    variance_ratio_exact: finiteOrNull(ratio),
    kurtosis_1: scaled(first.kurtosis, 1),
    kurtosis_2: scaled(second.kurtosis, 1),
    bias_1: scaled(first.bias, scale),
    bias_2: scaled(second.bias, scale),
    mse_ratio: finiteOrNull(mseRatio),
    mse_crossing_m: finiteOrNull(mseCrossing),
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
};

function scaled(exact: Exact, scale: number): number | null {
  return exact.kind === 'finite' ? finiteOrNull(exact.value * scale) : null;
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
