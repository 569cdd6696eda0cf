import type { Cause, Prediction } from './cause.ts';
import { causes } from './causes.ts';
import type { RowMoments } from './moment-tests.ts';
import { sampleVariance, type SampleMoments } from './sample-moments.ts';
import type { Setting } from './setting.ts';

/** A mistake whose moments fit the file. */
export interface LikelyCause {
  readonly name: string;
  readonly sentence: string;
  readonly detail: string;
  /** `variance` where a gradient near 0 lets any factor pass as far as the mean is concerned. */
  readonly evidence: 'mean and variance' | 'variance';
  readonly mean: number;
  readonly variance: number;
}

/** Standard errors within which both moments of a file must lie of those that a mistake predicts. */
const FIT = 4;
/** Relative error of the grid that the predictions come from, which it is held to. */
const GRID = 1e-3;
/** Rows for each unit of a mistake's kurtosis below which four standard errors are more than half the variance. */
const ROWS_PER_KURTOSIS = 64;

/**
 * The mistakes that explain a rejected file: those whose predicted mean and variance both lie within four standard errors
 * of the measured ones (and 0.1 % for the grid). The closest comes first; for a mistake with a number in it only the
 * closest number is told. Empty where none fits, or where the grid does not meet the exact moments.
 *
 * @param exact exact moments of a correct row
 */
export function likelyCauses(
  setting: Setting,
  sample: SampleMoments,
  exact: RowMoments,
): readonly LikelyCause[] {
  const draw = setting.moments(setting.correct);
  const scale = Math.sqrt(exact.variance * setting.m) + Math.abs(exact.mean);
  const gridHolds =
    Math.abs(draw.mean - exact.mean) <= GRID * scale &&
    Math.abs(draw.variance - exact.variance * setting.m) <= GRID * exact.variance * setting.m;
  if (!gridHolds) return [];
  const isMeanSilent = Math.abs(exact.mean) <= FIT * Math.sqrt(exact.variance / sample.rows);
  return causes
    .flatMap((cause) => closest(cause, setting, sample, scale))
    .sort((a, b) => a.distance - b.distance)
    .map(({ cause, prediction }) => ({
      name: cause.name,
      sentence: cause.sentence(setting),
      detail: prediction.detail,
      evidence: isMeanSilent ? 'variance' : 'mean and variance',
      mean: prediction.row.mean,
      variance: prediction.row.variance,
    }));
}

function closest(
  cause: Cause,
  setting: Setting,
  sample: SampleMoments,
  scale: number,
): readonly { readonly cause: Cause; readonly prediction: Prediction; readonly distance: number }[] {
  const fitting = cause
    .predict(setting, sample)
    .map((prediction) => ({ cause, prediction, distance: distanceOf(prediction.row, sample, scale) }))
    .filter(({ distance }) => distance <= 1)
    .sort((a, b) => a.distance - b.distance);
  return fitting.slice(0, 1);
}

/** Largest difference in what is allowed; up to 1 both moments fit. */
function distanceOf({ mean, variance, kurtosis }: RowMoments, sample: SampleMoments, scale: number): number {
  const rounding = 1e-5 * scale;
  const measured = sampleVariance(sample);
  if (variance <= rounding * rounding)
    return Math.max(Math.abs(sample.mean - mean), Math.sqrt(measured)) / rounding;
  if (!(sample.rows >= ROWS_PER_KURTOSIS * kurtosis)) return Infinity;
  const meanError = FIT * Math.sqrt(variance / sample.rows) + GRID * Math.sqrt(variance);
  const varianceError =
    variance * (FIT * Math.sqrt((kurtosis - 1) / sample.rows + 2 / sample.rows / sample.rows) + GRID);
  return Math.max(Math.abs(sample.mean - mean) / meanError, Math.abs(measured - variance) / varianceError);
}
