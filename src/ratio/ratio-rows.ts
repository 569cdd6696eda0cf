import { holmAdjusted } from '../statistics/holm.ts';
import { sampleVariance } from '../statistics/moments.ts';
import { UNKNOWN_TRUTH } from '../statistics/pair-truth.ts';
import { intervalQuality, kurtosisFromGroups, type IntervalQuality } from '../statistics/quality.ts';
import { ratioColumns, traceRatio, stretched, type RatioInterval } from '../statistics/ratio-interval.ts';
import { isRounding } from '../statistics/summarize-pair.ts';
import type { RatioRow } from '../tables/columns/ratio-columns.ts';
import { meanDifference, meanOf, type MeanDifference } from './mean-difference.ts';
import { ratioWinner } from './ratio-winner.ts';
import type { ReadPair } from './row-pairs.ts';
import { rowsNeeded } from './rows-needed.ts';
import type { Traced } from '../statistics/trace.ts';
import { tracedColumns } from './traces.ts';

/** What the two estimators are called, and what each row is made of. */
export interface RatioSetting {
  readonly names: readonly [string, string];
  readonly parameters: readonly string[];
  readonly m: number;
  /** Probability with which the means of any parameter are said to differ although they do not. */
  readonly alpha: number;
}

/** The rows of ratio.csv: every parameter, and the total where there are several. */
export function ratioRows(pair: ReadPair, setting: RatioSetting): readonly RatioRow[] {
  const { parameters } = setting;
  const means = parameters.map((_, j) =>
    meanDifference(pair.first.column(j), pair.second.column(j), pair.difference?.column(j) ?? null),
  );
  const adjusted = adjustedTogether(means.map(({ p }) => p));
  const rows = parameters.map((name, j) => {
    const [first, second] = [tracedColumns(pair.first, j, 1), tracedColumns(pair.second, j, 1)];
    const mean = { ...means[j]!, p: adjusted[j]! };
    return rowOf(pair, setting, name, [first, second], { ...mean, ofOne: true });
  });
  if (parameters.length === 1) return rows;
  const all = parameters.length;
  const [first, second] = [tracedColumns(pair.first, 0, all), tracedColumns(pair.second, 0, all)];
  const least = { difference: NaN, standardError: NaN, p: Math.min(...adjusted), ofOne: false };
  return [...rows, rowOf(pair, setting, totalName(parameters), [first, second], least)];
}

function totalName(parameters: readonly string[]): string {
  return parameters.includes('total') ? 'total of all' : 'total';
}

/** Holm over all parameters, in their order. */
function adjustedTogether(all: readonly number[]): readonly number[] {
  const order = all.map((_, i) => i).sort((a, b) => all[a]! - all[b]!);
  const adjusted = holmAdjusted(Float64Array.from(order, (i) => all[i]!));
  const found = [...all];
  order.forEach((i, place) => (found[i] = adjusted[place]!));
  return found;
}

/** `ofOne`: of one parameter; of all together there is a p alone. */
type MeanTest = MeanDifference & { readonly ofOne: boolean };

function rowOf(
  { difference }: ReadPair,
  { names, m, alpha }: RatioSetting,
  component: string,
  [first, second]: readonly [Traced, Traced],
  mean: MeanTest,
): RatioRow {
  const [one, two] = [sideOf(first, mean.ofOne), sideOf(second, mean.ofOne)];
  const draws = difference === null ? 'own' : 'same';
  const ratio: RatioInterval =
    one.isZero || two.isZero
      ? { kind: 'none', reason: 'zero_variance' }
      : stretched(traceRatio(first, second, draws), 1 + Math.max(tailShare(one), tailShare(two)));
  const trials = Math.min(one.rows, two.rows);
  const quality = qualityOf(ratio, first, second);
  const columns = ratioColumns(ratio);
  const isBiased = mean.p <= alpha;
  return {
    component,
    estimator_1: names[0],
    estimator_2: names[1],
    m,
    trials,
    draws,
    rows_1: one.rows,
    mean_1: one.mean,
    mean_1_mcse: one.mcse,
    variance_1: one.variance,
    snr_1: one.snr,
    kurtosis_1_estimated: one.kurtosis,
    rows_2: two.rows,
    mean_2: two.mean,
    mean_2_mcse: two.mcse,
    variance_2: two.variance,
    snr_2: two.snr,
    kurtosis_2_estimated: two.kurtosis,
    mean_difference: mean.ofOne ? mean.difference : null,
    mean_difference_mcse: mean.ofOne ? mean.standardError : null,
    mean_difference_p: mean.p,
    variance_ratio: columns.ratio,
    variance_ratio_low: columns.low,
    variance_ratio_high: columns.high,
    winner: isBiased ? 'undecided' : ratioWinner(ratio, quality, names),
    status: isBiased ? 'means_differ' : zeroStatus(one.isZero, two.isZero),
    ci_quality: quality,
    rows_needed: rowsNeeded(ratio, trials, Math.max(one.kurtosis ?? 0, two.kurtosis ?? 0)),
  };
}

interface Side {
  readonly rows: number;
  readonly mean: number | null;
  readonly mcse: number | null;
  readonly variance: number | null;
  readonly snr: number | null;
  readonly kurtosis: number | null;
  readonly isZero: boolean;
}

function sideOf({ sum, meanSquare }: Traced, ofOne: boolean): Side {
  const variance = sampleVariance(sum.pooled);
  const size = Math.sqrt(meanSquare);
  const isZero = isRounding(size, sum.pooled, 1);
  const kurtosis = isZero ? null : kurtosisFromGroups(sum);
  return {
    rows: sum.pooled.count,
    mean: ofOne ? meanOf(sum) : null,
    mcse: ofOne && variance !== null ? finite(Math.sqrt(variance / sum.pooled.count)) : null,
    variance: variance === null ? null : finite(variance),
    snr: variance === null || isZero ? null : finite(size / Math.sqrt(variance)),
    kurtosis: kurtosis === null ? null : finite(kurtosis),
    isZero,
  };
}

/**
 * What an interval is widened by: twice the kurtosis over the rows, but a tenth at most. A standard error
 * from few rows under a heavy tail is too low by about as much (scripts/check-ratio.mjs).
 */
function tailShare({ kurtosis, rows }: Side): number {
  return kurtosis === null ? 0 : Math.min(0.1, (2 * kurtosis) / rows);
}

/** Two samples of unequal length: each must be long enough for its own tail. */
function qualityOf(ratio: RatioInterval, first: Traced, second: Traced): IntervalQuality {
  const sides = [first, second].map(({ sum }) => intervalQuality(ratio, sum, sum, UNKNOWN_TRUTH));
  return sides.find((quality) => quality !== 'ok') ?? 'ok';
}

function zeroStatus(one: boolean, two: boolean): string {
  if (one && two) return 'zero_variance_both';
  if (one) return 'zero_variance_1';
  return two ? 'zero_variance_2' : 'ok';
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
