import type { RowMoments } from '../moments/moment-tests.ts';
import { rowVariance, type SampleMoments } from '../moments/sample-moments.ts';

/** Standard errors within which both moments of a file must lie of those that a mistake predicts. */
const FIT = 4;
/**
 * Rows for each unit of a mistake's kurtosis below which four standard errors are more than half the
 * variance.
 */
const ROWS_PER_KURTOSIS = 64;
/** Relative size of a spread that rounding makes. */
const ROUNDING = 1e-5;

/**
 * Whether the mean of correct rows is about 0 as far as so many rows tell: then any factor on them passes.
 */
export function isMeanSilent({ mean, variance }: RowMoments, rows: number): boolean {
  return Math.abs(mean) <= FIT * Math.sqrt(variance / rows);
}

/**
 * Largest difference of the moments in what is allowed; up to 1 both fit. null where the rows are too few for
 * the kurtosis to tell.
 *
 * @param grid relative error of the prediction
 * @param scale size of the rows
 */
export function momentDistance(
  { mean, variance, kurtosis }: RowMoments,
  sample: SampleMoments,
  { grid, scale }: { readonly grid: number; readonly scale: number },
): number | null {
  const rounding = ROUNDING * scale;
  const measured = rowVariance(sample);
  if (variance <= rounding * rounding)
    return Math.max(Math.abs(sample.mean - mean), Math.sqrt(measured)) / rounding;
  if (!(sample.rows >= ROWS_PER_KURTOSIS * kurtosis)) return null;
  const meanError = FIT * Math.sqrt(variance / sample.rows) + grid * Math.sqrt(variance);
  const varianceError =
    variance * (FIT * Math.sqrt((kurtosis - 1) / sample.rows + 2 / sample.rows / sample.rows) + grid);
  return Math.max(Math.abs(sample.mean - mean) / meanError, Math.abs(measured - variance) / varianceError);
}
