import type { CellMoments, GroupedMoments } from './cell-moments.ts';
import { sampleVariance, type Moments } from './moments.ts';
import type { PairTruth } from './pair-truth.ts';
import { estimatedKurtosis, intervalQuality, type IntervalQuality } from './quality.ts';
import { ratioInterval, type RatioInterval } from './ratio-interval.ts';
import { zScore } from './z-score.ts';

/** Where the sums of one estimator stand and how its estimate scales with them. */
export interface Channel {
  readonly contribution: number;
  /** Factor from contribution to estimate of the base component. */
  readonly scale: number;
  /** Whether an estimate is the mean of m independent draws. */
  readonly average: boolean;
}

export interface MeasuredPair {
  readonly first: Channel;
  readonly second: Channel;
  /**
   * Factor from the base component to the component: sigma for log_sigma, else 1. It leaves every ratio
   * alone.
   */
  readonly componentScale: number;
}

/** What was measured of one estimator. null: undefined, infinite or not a number. */
export interface EstimatorSummary {
  readonly mean: number | null;
  /** Monte Carlo standard error of the mean, sqrt(variance/trials). */
  readonly mcse: number | null;
  /** Variance of one m-draw estimate over the trials. */
  readonly variance: number | null;
  /** Variance of one draw, over the draws of all trials. */
  readonly drawVariance: number | null;
  /** Every estimate was the same but for rounding. */
  readonly zeroVariance: boolean;
  /** No draw and no sum overflowed or was NaN. */
  readonly finite: boolean;
}

/** Everything measured in a row of summary.csv, and how it stands to what is exactly known. */
export interface PairSummary {
  readonly trials: number;
  readonly first: EstimatorSummary;
  readonly second: EstimatorSummary;
  /** Of the variances over the trials. */
  readonly ratio: RatioInterval;
  /** Of the draw variances. */
  readonly drawRatio: RatioInterval;
  readonly zScore: number | null;
  readonly quality: IntervalQuality;
  /** See quality.ts; null where both kurtoses are exactly known. */
  readonly estimatedKurtosis: number | null;
}

/** Sums up one pair of estimators in one component of a cell. */
export function summarizePair(cell: CellMoments, pair: MeasuredPair, truth: PairTruth): PairSummary {
  const { first, second, componentScale } = pair;
  const relativeScale = first.scale / second.scale;
  const summaries = {
    first: summarize(cell, first, componentScale),
    second: summarize(cell, second, componentScale),
  };
  const ratioOf = (sample: readonly GroupedMoments[]) =>
    measuredRatio(summaries, sample[first.contribution]!, sample[second.contribution]!, relativeScale);
  const ratio = ratioOf(cell.means);
  const drawRatio = ofDraws(first, second, () => (cell.m === 1 ? ratio : ratioOf(cell.draws)));
  const [one, two] = [cell.means[first.contribution]!, cell.means[second.contribution]!];
  return {
    trials: cell.trials,
    ...summaries,
    ratio,
    drawRatio,
    zScore: zScore(ratio, truth),
    quality: intervalQuality(ratio, one, two, truth),
    estimatedKurtosis: estimatedKurtosis(one, two, truth),
  };
}

function ofDraws(first: Channel, second: Channel, ratio: () => RatioInterval): RatioInterval {
  return first.average && second.average ? ratio() : { kind: 'none', reason: 'no_draw_variance' };
}

interface Summaries {
  readonly first: EstimatorSummary;
  readonly second: EstimatorSummary;
}

function measuredRatio(
  { first, second }: Summaries,
  numerator: GroupedMoments,
  denominator: GroupedMoments,
  relativeScale: number,
): RatioInterval {
  if (!first.finite || !second.finite) return { kind: 'none', reason: 'non_finite' };
  if (first.zeroVariance || second.zeroVariance) return { kind: 'none', reason: 'zero_variance' };
  return ratioInterval(numerator, denominator, relativeScale);
}

function summarize(cell: CellMoments, channel: Channel, componentScale: number): EstimatorSummary {
  const { pooled: trials, reference } = cell.means[channel.contribution]!;
  const { pooled: draws } = cell.draws[channel.contribution]!;
  const mean = reference + trials.mean;
  const scale = channel.scale * componentScale;
  const variance = scaledVariance(trials, scale);
  return {
    mean: finiteOrNull(mean * scale),
    mcse: variance === null ? null : Math.sqrt(variance / trials.count),
    variance,
    drawVariance: channel.average ? scaledVariance(draws, scale) : null,
    zeroVariance: isRounding(mean, trials, cell.m) || isRounding(mean, draws, 1),
    finite: [mean, trials.squares, draws.squares].every(Number.isFinite),
  };
}

function scaledVariance(moments: Moments, scale: number): number | null {
  const variance = sampleVariance(moments);
  return variance === null ? null : finiteOrNull(variance * scale * scale);
}

/**
 * Whether all that varies is rounding: a standard deviation of one draw of at most 1e-12 |mean|. The draws of
 * a constant carry a few units in the last place (1e-16), real spreads that are told apart from it are far
 * above.
 */
export function isRounding(mean: number, moments: Moments, draws: number): boolean {
  const rounding = 1e-12 * mean;
  const variance = sampleVariance(moments) ?? 0;
  return variance * draws <= rounding * rounding;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
