import type { EstimatorPair } from '../../estimators/registry.ts';
import type { PairTruth } from '../../statistics/pair-truth.ts';
import { ratioColumns } from '../../statistics/ratio-interval.ts';
import { pairStatus } from '../../statistics/status.ts';
import { stopReason, type Goal } from '../../statistics/stopping.ts';
import { summarizePair, type MeasuredPair, type PairSummary } from '../../statistics/summarize-pair.ts';
import { pairWinner } from '../../statistics/winner.ts';
import type { SummaryRow } from './columns.ts';
import type { Measured } from './measured-cell.ts';

/** The columns that the sums of the blocks fill, and the verdicts. */
export type MeasuredColumns = Pick<
  SummaryRow,
  | 'trials'
  | 'mean_1'
  | 'mean_1_mcse'
  | 'mean_2'
  | 'mean_2_mcse'
  | 'variance_1'
  | 'variance_2'
  | 'variance_ratio'
  | 'variance_ratio_low'
  | 'variance_ratio_high'
  | 'z_score'
  | 'draw_variance_1'
  | 'draw_variance_2'
  | 'draw_variance_ratio'
  | 'draw_variance_ratio_low'
  | 'draw_variance_ratio_high'
  | 'winner'
  | 'status'
  | 'ci_quality'
  | 'stopped'
>;

/**
 * @param sums where those of the pair stand and how they scale, of each part of the component
 * @param truth UNKNOWN_TRUTH where nothing exact could be had
 * @param goal null where the number of trials is fixed
 */
export function measuredColumns(
  measured: Measured,
  pair: EstimatorPair,
  sums: readonly MeasuredPair[],
  truth: PairTruth,
  goal: Goal | null,
): MeasuredColumns {
  if (measured.kind === 'failed') return NOTHING_MEASURED;
  const summary = summarizePair(measured.moments, sums, truth);
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
    stopped: goal === null ? '' : (stopReason(summary, truth, goal) ?? ''),
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
  stopped: '',
};
