import { baseComponent, componentScale } from '../estimators/component.ts';
import { exactMseRatio, exactPair, exactRatio, pairTruth } from '../estimators/exact-pair.ts';
import { measuredPair } from '../estimators/measured-pair.ts';
import { estimatorPairs, type EstimatorPair } from '../estimators/registry.ts';
import type { Cell } from '../grid/cell.ts';
import type { Component, Plan } from '../grid/plan.ts';
import type { Parameters } from '../integrands/tree.ts';
import { kurtosisAt, logRatioStandardError } from '../oracle/at-sample-size.ts';
import type { Exact, ExactComponent } from '../oracle/exact.ts';
import type { CellMoments } from '../statistics/cell-moments.ts';
import { UNKNOWN_TRUTH, type PairTruth } from '../statistics/pair-truth.ts';
import { ratioColumns } from '../statistics/ratio-interval.ts';
import { pairStatus } from '../statistics/status.ts';
import { summarizePair, type PairSummary } from '../statistics/summarize-pair.ts';
import { pairWinner } from '../statistics/winner.ts';
import type { SummaryRow } from './columns.ts';
import type { MeasuredCell } from './measured-cell.ts';

/** Rows of a cell: components in the order of the plan, and for each the estimator pairs. */
export function cellRows(plan: Plan, done: MeasuredCell): readonly SummaryRow[] {
  const pairs = estimatorPairs(plan.estimators);
  return plan.components.flatMap((component) =>
    pairs.map((pair) => ({
      ...place(done.cell, component, pair),
      ...exactColumns(done, component, pair),
      ...measuredColumns(plan, done, component, pair),
    })),
  );
}

type PlaceColumns = Pick<
  SummaryRow,
  | 'cell_id'
  | 'integrand'
  | 'params'
  | 'formula'
  | 'mu'
  | 'sigma'
  | 'm'
  | 'component'
  | 'estimator_1'
  | 'estimator_2'
>;

function place(cell: Cell, component: Component, { first, second }: EstimatorPair): PlaceColumns {
  const { id, name, formula, parameters, mu, sigma, m } = cell;
  return {
    cell_id: id,
    integrand: name,
    params: parameterText(parameters),
    formula,
    mu,
    sigma,
    m,
    component,
    estimator_1: first.name,
    estimator_2: second.name,
  };
}

/** k=2;w=3, names sorted; empty without parameters. */
export function parameterText(parameters: Parameters): string {
  return Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${String(parameters[name])}`)
    .join(';');
}

type ExactColumns = Pick<
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

function exactColumns(
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

type MeasuredColumns = Omit<SummaryRow, keyof PlaceColumns | keyof ExactColumns>;

function measuredColumns(
  plan: Plan,
  { cell, exact, measured }: MeasuredCell,
  component: Component,
  pair: EstimatorPair,
): MeasuredColumns {
  if (measured.kind === 'failed') return NOTHING_MEASURED;
  const known = exact.kind === 'exact' ? exact.exact[baseComponent(component)] : null;
  const truth = known === null ? UNKNOWN_TRUTH : truthOf(pair, known, cell.m, plan.trials);
  return columnsOf(measured.moments, cell, component, pair, truth);
}

function truthOf(pair: EstimatorPair, known: ExactComponent, m: number, trials: number): PairTruth {
  return pairTruth(pair, known, m, logRatioStandardError(known, m, trials));
}

function columnsOf(
  moments: CellMoments,
  cell: Cell,
  component: Component,
  pair: EstimatorPair,
  truth: PairTruth,
): MeasuredColumns {
  const summary = summarizePair(moments, measuredPair(pair, component, cell.sigma), truth);
  const { first, second, ratio, drawRatio, quality, zScore } = summary;
  const [trialRatio, perDraw] = [ratioColumns(ratio), ratioColumns(drawRatio)];
  return {
    trials: summary.trials,
    mean_1: first.mean,
    mean_1_mcse: first.mcse,
    mean_2: second.mean,
    mean_2_mcse: second.mcse,
    variance_1: first.variance,
    variance_2: second.variance,
    variance_ratio: trialRatio.ratio,
    variance_ratio_low: trialRatio.low,
    variance_ratio_high: trialRatio.high,
    z_score: zScore,
    draw_variance_1: first.drawVariance,
    draw_variance_2: second.drawVariance,
    draw_variance_ratio: perDraw.ratio,
    draw_variance_ratio_low: perDraw.low,
    draw_variance_ratio_high: perDraw.high,
    winner: winnerName(summary, pair, truth),
    status: pairStatus(summary, truth),
    ci_quality: quality,
  };
}

function winnerName({ ratio }: PairSummary, { first, second }: EstimatorPair, truth: PairTruth): string {
  const winner = pairWinner(ratio, truth);
  if (winner === 'first') return first.name;
  return winner === 'second' ? second.name : winner;
}

const NOTHING_MEASURED: MeasuredColumns = {
  trials: 0,
  mean_1: null,
  mean_1_mcse: null,
  mean_2: null,
  mean_2_mcse: null,
  variance_1: null,
  variance_2: null,
  variance_ratio: null,
  variance_ratio_low: null,
  variance_ratio_high: null,
  z_score: null,
  draw_variance_1: null,
  draw_variance_2: null,
  draw_variance_ratio: null,
  draw_variance_ratio_low: null,
  draw_variance_ratio_high: null,
  winner: 'undecided',
  status: 'error',
  ci_quality: 'none',
};
