import { requestedChannels } from '../estimators/measured/channels.ts';
import { partsOfComponent } from '../estimators/asked.ts';
import { alongAt, TOTAL } from '../estimators/component.ts';
import { measuredPair } from '../estimators/measured/measured-pair.ts';
import { estimatorPairs, type EstimatorPair } from '../estimators/registry.ts';
import { rowTruth } from '../estimators/exact/row-truth.ts';
import type { RowPlan } from '../plan/asked.ts';
import type { Cell } from '../plan/cell.ts';
import type { Component } from '../plan/plan.ts';
import { UNKNOWN_TRUTH } from '../statistics/pair-truth.ts';
import { parameterText, phiText } from './parameter-text.ts';
import type { SummaryRow } from './columns/columns.ts';
import { goalOf } from './columns/early-looks.ts';
import { exactColumns, nothingExact, type ExactColumns } from './columns/exact-columns.ts';
import type { MeasuredCell } from './columns/measured-cell.ts';
import { measuredColumns, type MeasuredColumns } from './columns/measured-columns.ts';

/**
 * Makes the rows of a plan's cells: components in the order of the plan, and for each the estimator pairs.
 */
export function rowMaker(plan: RowPlan): (done: MeasuredCell) => readonly SummaryRow[] {
  const { asked } = plan;
  const pairs = estimatorPairs(asked.estimators);
  const requests = requestedChannels(asked);
  const goal = goalOf(plan);
  return ({ cell, exact, measured }) => {
    const trials = measured.kind === 'moments' ? measured.moments.trials : plan.trials;
    const params = parameterText(cell.parameters);
    const failure = exact.kind === 'failed' ? exact.reason : '';
    const mIndex = cell.index % asked.m.length;
    return asked.components.flatMap((component) => {
      const scale = component === TOTAL ? 1 : alongAt(component, cell, asked.knowsPhi).scale;
      return pairs.map((pair, pairIndex) => {
        const place = { point: cell, m: cell.m, mIndex, component, pair, pairIndex, trials };
        const truth = exact.kind === 'exact' ? rowTruth(exact.exact, exact.laws, asked, place) : null;
        const sums = partsOfComponent(asked, component).map((part) =>
          measuredPair(pair, part, cell, asked, requests),
        );
        return row(
          { cell, params, component, pair },
          truth === null ? nothingExact(failure) : exactColumns(truth, scale),
          measuredColumns(measured, pair, sums, truth?.judgment ?? UNKNOWN_TRUTH, goal),
        );
      });
    });
  };
}

interface Place {
  readonly cell: Cell;
  readonly params: string;
  readonly component: Component;
  readonly pair: EstimatorPair;
}

/** One literal for all rows, so that all have one shape: spreading the parts takes thirty times as long. */
function row({ cell, params, component, pair }: Place, e: ExactColumns, x: MeasuredColumns): SummaryRow {
  return {
    cell_id: cell.id,
    integrand: cell.name,
    params,
    formula: cell.formula,
    mu: cell.mu,
    sigma: cell.sigma,
    m: cell.m,
    component,
    estimator_1: pair.first.name,
    estimator_2: pair.second.name,
    trials: x.trials,
    gradient_exact: e.gradient_exact,
    mean_1: x.mean_1,
    mean_1_mcse: x.mean_1_mcse,
    mean_2: x.mean_2,
    mean_2_mcse: x.mean_2_mcse,
    variance_1: x.variance_1,
    variance_1_exact: e.variance_1_exact,
    variance_2: x.variance_2,
    variance_2_exact: e.variance_2_exact,
    variance_ratio: x.variance_ratio,
    variance_ratio_low: x.variance_ratio_low,
    variance_ratio_high: x.variance_ratio_high,
    variance_ratio_exact: e.variance_ratio_exact,
    z_score: x.z_score,
    draw_variance_1: x.draw_variance_1,
    draw_variance_2: x.draw_variance_2,
    draw_variance_ratio: x.draw_variance_ratio,
    draw_variance_ratio_low: x.draw_variance_ratio_low,
    draw_variance_ratio_high: x.draw_variance_ratio_high,
    kurtosis_1: e.kurtosis_1,
    kurtosis_2: e.kurtosis_2,
    bias_1: e.bias_1,
    bias_2: e.bias_2,
    mse_ratio: e.mse_ratio,
    winner: x.winner,
    status: x.status,
    ci_quality: x.ci_quality,
    dimension: cell.dimension,
    mse_crossing_m: e.mse_crossing_m,
    stopped: x.stopped,
    phi: phiText(cell),
    x: cell.guided?.x ?? null,
    snr_1: e.snr_1,
    snr_2: e.snr_2,
    unknown: e.unknown,
  };
}
