import type { CellMoments, GroupedMoments } from './cell-moments.ts';
import { contributedMoments, type Contribution } from './contribution.ts';
import { sampleVariance, type Moments } from './moments.ts';
import type { PairTruth } from './pair-truth.ts';
import { estimatedKurtosis, intervalQuality, type IntervalQuality } from './quality.ts';
import { ratioInterval, traceRatio, type RatioInterval, type TracedMoments } from './ratio-interval.ts';
import { scaledMoments, traceOf } from './trace.ts';
import { zScore } from './z-score.ts';

/** Where the sums of one estimator stand and how its estimate scales with them. */
export interface Channel {
  readonly contribution: Contribution;
  /** Factor from contribution to estimate of the base component. */
  readonly scale: number;
  /** Whether an estimate is the mean of m independent draws. */
  readonly average: boolean;
}

export interface MeasuredPair {
  readonly first: Channel;
  readonly second: Channel;
  /**
   * Factor from the base component to the component, as sigma for log_sigma. It leaves every ratio alone.
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

/**
 * Sums up one pair of estimators in one component of a cell, or in several together: then variances are the
 * sums of those of the parts, and there is no mean.
 */
export function summarizePair(
  cell: CellMoments,
  parts: readonly MeasuredPair[],
  truth: PairTruth,
): PairSummary {
  const [one, two] = [sideOf(cell, parts, 'first'), sideOf(cell, parts, 'second')];
  const [first, second] = [summarize(cell.m, one), summarize(cell.m, two)];
  const samples = (sample: 'means' | 'draws'): Samples =>
    parts.length === 1
      ? { one: one[0]![sample], two: two[0]![sample] }
      : { one: traced(sample, one), two: traced(sample, two) };
  const ratioOf = (of: Samples): RatioInterval => {
    if (!first.finite || !second.finite) return { kind: 'none', reason: 'non_finite' };
    if (first.zeroVariance || second.zeroVariance) return { kind: 'none', reason: 'zero_variance' };
    return 'parts' in of.one && 'parts' in of.two
      ? traceRatio(of.one, of.two, 'same')
      : ratioInterval(sumOf(of.one), sumOf(of.two), parts[0]!.first.scale / parts[0]!.second.scale);
  };
  const means = samples('means');
  const ratio = ratioOf(means);
  const isOfDraws = [...one, ...two].every(({ average }) => average);
  const ofDraws = (): RatioInterval => (cell.m === 1 ? ratio : ratioOf(samples('draws')));
  const [ofFirst, ofSecond] = [sumOf(means.one), sumOf(means.two)];
  return {
    trials: cell.trials,
    first,
    second,
    ratio,
    drawRatio: isOfDraws ? ofDraws() : { kind: 'none', reason: 'no_draw_variance' },
    zScore: zScore(ratio, truth),
    quality: intervalQuality(ratio, ofFirst, ofSecond, truth),
    estimatedKurtosis: estimatedKurtosis(ofFirst, ofSecond, truth),
  };
}

/** One part of a side: what was measured, with the factor from it to the estimate. */
interface SidePart extends Pick<Channel, 'scale' | 'average'> {
  readonly means: GroupedMoments;
  readonly draws: GroupedMoments;
}

/** The parts of one estimator. */
type Side = readonly SidePart[];

function sideOf(cell: CellMoments, parts: readonly MeasuredPair[], which: 'first' | 'second'): Side {
  return parts.map(({ [which]: { contribution, scale, average }, componentScale }) => {
    const means = contributedMoments(cell.means, contribution);
    const draws = cell.draws === cell.means ? means : contributedMoments(cell.draws, contribution);
    return { means, draws, scale: scale * componentScale, average };
  });
}

/** One sample an estimator, or the samples of the parts of its gradient. */
interface Samples {
  readonly one: GroupedMoments | TracedMoments;
  readonly two: GroupedMoments | TracedMoments;
}

function sumOf(sample: GroupedMoments | TracedMoments): GroupedMoments {
  return 'parts' in sample ? sample.sum : sample;
}

function traced(sample: 'means' | 'draws', side: Side): TracedMoments {
  return traceOf(side.map((part) => scaledMoments(part[sample], part.scale)));
}

function summarize(m: number, side: Side): EstimatorSummary {
  const parts = side.map((part) => summarizePart(m, part));
  const [only] = parts;
  if (parts.length === 1) return only!;
  const variance = total(parts.map((part) => part.variance));
  return {
    mean: null,
    mcse: null,
    variance,
    drawVariance: total(parts.map((part) => part.drawVariance)),
    zeroVariance: parts.every(({ zeroVariance }) => zeroVariance),
    finite: parts.every(({ finite }) => finite),
  };
}

function total(parts: readonly (number | null)[]): number | null {
  return parts.some((part) => part === null) ? null : parts.reduce<number>((sum, part) => sum + part!, 0);
}

function summarizePart(m: number, { means, draws: ofDraws, scale, average }: SidePart): EstimatorSummary {
  const { pooled: trials, reference } = means;
  const { pooled: draws } = ofDraws;
  const mean = reference + trials.mean;
  const variance = scaledVariance(trials, scale);
  return {
    mean: finiteOrNull(mean * scale),
    mcse: variance === null ? null : Math.sqrt(variance / trials.count),
    variance,
    drawVariance: average ? scaledVariance(draws, scale) : null,
    zeroVariance: isRounding(mean, trials, m) || isRounding(mean, draws, 1),
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
