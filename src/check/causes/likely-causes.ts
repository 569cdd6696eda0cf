import type { RowClaim } from '../law/claimed-law.ts';
import { knownMoments, type RowLaw } from '../law/row-law.ts';
import { rowTests, type FileRows, type SeenRows } from '../law/row-tests.ts';
import { waveDifferences } from '../law/wave-differences.ts';
import type { Characteristic } from '../law/characteristic.ts';
import type { RowMoments } from '../moments/moment-tests.ts';
import { rowVariance, thinned, type SampleMoments } from '../moments/sample-moments.ts';
import type { Cause, Prediction } from './cause.ts';
import { causes } from './causes.ts';
import type { Setting } from './setting.ts';

/** What speaks for a cause; a gradient near 0 lets any factor pass as far as the mean is concerned. */
export type Evidence = 'mean and variance' | 'variance' | 'law' | 'copies';

/** A mistake that fits the file. */
export interface LikelyCause {
  readonly name: string;
  readonly sentence: string;
  readonly detail: string;
  readonly evidence: Evidence;
  /** Mean and variance of the rows if it was made; null where they are not known. */
  readonly mean: number | null;
  readonly variance: number | null;
  /** What to claim instead, if the rows are right as something else. */
  readonly claim: RowClaim | null;
}

interface Fit {
  readonly cause: Cause;
  readonly prediction: Prediction;
  readonly distance: number;
  readonly isByLaw: boolean;
}

/** Standard errors within which moments must lie of those that a mistake predicts. */
const FIT = 5;
/** Standard errors by which a number may fit worse than the closest one to be told as well. */
const ALSO = 0.5;
/** Rows a unit of kurtosis below which this is more than half the variance. */
const ROWS_PER_KURTOSIS = 64;

/**
 * The mistakes under which the file passes the test that it did not pass as what it was said to be, the
 * likeliest first. A mistake is a law of the rows, and is tested as the claimed one is: mean, variance and
 * law at the level alpha, and the moments within five standard errors where the tail lets them tell. Of a
 * mistake with a number in it the closest numbers are told; a number that was chosen to fit must fit better,
 * and is not told where the rows do not tell it from a mistake without one.
 *
 * @param isTelling whether the waves of the file show errors that are not small
 * @param accepted those of some claims that are accepted as what the file is
 */
export function likelyCauses(
  setting: Setting,
  file: FileRows,
  alpha: number,
  isTelling: boolean,
  accepted: (claims: readonly RowClaim[]) => readonly RowClaim[],
): readonly LikelyCause[] {
  const fits = causes.flatMap((cause) =>
    cause.predict(setting).flatMap((prediction) => fitOf(cause, prediction, file, alpha, isTelling)),
  );
  const claims = fits.flatMap(({ prediction: { claim } }) => (claim === null ? [] : [claim]));
  const right = claims.length === 0 ? [] : accepted(claims);
  const exact = knownMoments(setting.right.moments);
  const isSilent = exact !== null && isMeanSilent(exact, file.sample.rows);
  const fitting = fits
    .filter(({ prediction: { claim } }) => claim === null || right.includes(claim))
    .sort((a, b) => a.distance - b.distance);
  const ordered = fitting.filter(
    (fit) =>
      !fitting.some(
        (other) =>
          other.cause !== fit.cause &&
          other.prediction.freedom < fit.prediction.freedom &&
          isHardlyOther(other.prediction.law, fit.prediction.law, file.sample.rows),
      ),
  );
  return ordered
    .filter(({ cause }, i) => ordered.findIndex((each) => each.cause === cause) === i)
    .map((best) => {
      const { name, sentence } = best.cause;
      const { law, claim } = best.prediction;
      const moments = knownMoments(law.moments);
      const details = ordered
        .filter(({ cause, distance }) => cause === best.cause && distance <= best.distance + ALSO)
        .sort((a, b) => a.prediction.freedom - b.prediction.freedom)
        .map(({ prediction: { detail } }) => detail);
      return {
        name,
        sentence: typeof sentence === 'string' ? sentence : sentence(setting),
        detail: [...new Set(details)].slice(0, 3).join(', or '),
        evidence: best.isByLaw ? 'law' : isSilent ? 'variance' : 'mean and variance',
        mean: moments?.mean ?? null,
        variance: moments?.variance ?? null,
        claim,
      };
    });
}

/** Whether so many rows do not tell the moments of two laws apart: then the freer one is not told. */
function isHardlyOther(one: RowLaw, other: RowLaw, rows: number): boolean {
  const [a, b] = [knownMoments(one.moments), knownMoments(other.moments)];
  if (a === null || b === null) return false;
  return (
    Math.abs(a.mean - b.mean) <= Math.sqrt(a.variance / rows) &&
    Math.abs(a.variance - b.variance) <= a.variance * Math.sqrt(a.kurtosis / rows)
  );
}

/** Whether the mean of correct rows is about 0 as far as so many rows tell: then any factor passes. */
function isMeanSilent({ mean, variance }: RowMoments, rows: number): boolean {
  return Math.abs(mean) <= FIT * Math.sqrt(variance / rows);
}

/** How the file stands to what a mistake predicts; nothing where it does not fit. */
function fitOf(
  cause: Cause,
  prediction: Prediction,
  file: FileRows,
  alpha: number,
  isTelling: boolean,
): readonly Fit[] {
  const { law, freedom } = prediction;
  const { sample, seen } = file;
  const rows = law.rows === Infinity ? sample.rows : sample.rows / (1 + sample.rows / law.rows);
  const moments = momentDistance(law, thinned(sample, rows));
  if (moments !== null && moments > FIT) return [];
  const right = seen === null || law.seen === null ? null : law.seen(seen.waves);
  if (moments === null && (right === null || !isTelling)) return [];
  if (rowTests(file, law, right, alpha).some(({ verdict }) => verdict === 'rejected')) return [];
  const waves = right === null || seen === null ? 0 : waveDistance(right, seen, rows);
  return [
    { cause, prediction, distance: Math.max(moments ?? 0, waves) + freedom, isByLaw: moments === null },
  ];
}

/** The larger distance of mean and variance in standard errors; null where the tail is too heavy. */
function momentDistance({ moments }: RowLaw, sample: SampleMoments): number | null {
  const exact = knownMoments(moments);
  if (exact === null) return null;
  const { mean, variance, kurtosis } = exact;
  const { rows } = sample;
  if (variance === 0) return 0;
  if (!(rows >= ROWS_PER_KURTOSIS * kurtosis)) return null;
  const spread = variance * Math.sqrt((kurtosis - 1) / rows + 2 / rows / rows);
  return Math.max(
    Math.abs(sample.mean - mean) / Math.sqrt(variance / rows),
    Math.abs(rowVariance(sample) - variance) / spread,
  );
}

/** The largest distance of a wave in standard errors. */
function waveDistance(right: Characteristic, { waves, sums, rounding }: SeenRows, rows: number): number {
  return waveDifferences(waves, right, sums, rounding).reduce(
    (most, { measured, exact, variance, allowance }) =>
      Math.max(
        most,
        (Math.abs(measured - exact) - allowance) / Math.sqrt(variance / rows + allowance * allowance),
      ),
    0,
  );
}
