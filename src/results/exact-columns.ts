import { baseComponent, componentScale } from '../estimators/component.ts';
import { exactMseRatio, exactPair, exactRatio } from '../estimators/exact-pair.ts';
import type { EstimatorPair } from '../estimators/registry.ts';
import type { Component } from '../grid/plan.ts';
import { kurtosisAt } from '../oracle/at-sample-size.ts';
import type { Exact } from '../oracle/exact.ts';
import type { SummaryRow } from './columns.ts';
import type { MeasuredCell } from './measured-cell.ts';

/** The columns that the oracle fills. */
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
>;

export function exactColumns(
  { cell, exact }: MeasuredCell,
  component: Component,
  pair: EstimatorPair,
): ExactColumns {
  if (exact.kind === 'failed') return NOTHING_EXACT;
  const known = exact.exact[baseComponent(component)];
  const both = exactPair(pair, known);
  const scale = componentScale(component, cell.sigma);
  const varianceScale = (scale * scale) / cell.m;
  return {
    gradient_exact: scaled(known.gradient, scale),
    variance_1_exact: scaled(both.first.variance, varianceScale),
    variance_2_exact: scaled(both.second.variance, varianceScale),
    variance_ratio_exact: exactRatio(both),
    kurtosis_1: finite(kurtosisAt(both.first.kurtosis, cell.m)),
    kurtosis_2: finite(kurtosisAt(both.second.kurtosis, cell.m)),
    bias_1: scaled(both.first.bias, scale),
    bias_2: scaled(both.second.bias, scale),
    mse_ratio: exactMseRatio(both, cell.m),
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
};

function finite(exact: Exact): number | null {
  return exact.kind === 'finite' && Number.isFinite(exact.value) ? exact.value : null;
}

function scaled(exact: Exact, scale: number): number | null {
  const value = finite(exact);
  return value === null || !Number.isFinite(value * scale) ? null : value * scale;
}
