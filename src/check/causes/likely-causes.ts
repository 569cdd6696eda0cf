import type { Cause, Prediction } from './cause.ts';
import { causes } from './causes.ts';
import { lawDistance, type LawEvidence } from '../law/law-distance.ts';
import { isMeanSilent, momentDistance } from './moment-distance.ts';
import type { RowMoments } from '../moments/moment-tests.ts';
import type { SampleMoments } from '../moments/sample-moments.ts';
import type { Setting } from './setting.ts';

/** What speaks for a cause; a gradient near 0 lets any factor pass as far as the mean is concerned. */
export type Evidence = 'mean and variance' | 'variance' | 'law';

/** A mistake that fits the file. */
export interface LikelyCause {
  readonly name: string;
  readonly sentence: string;
  readonly detail: string;
  readonly evidence: Evidence;
  readonly mean: number;
  readonly variance: number;
}

/** What a file is compared with. */
export interface Known {
  /** Exact moments of a correct row; null where one is infinite or unknown. */
  readonly exact: RowMoments | null;
  /** The waves of the rows; null where they cannot be used. */
  readonly law: LawEvidence | null;
}

interface Fit {
  readonly cause: Cause;
  readonly prediction: Prediction;
  readonly distance: number;
  readonly isByLaw: boolean;
}

/**
 * The mistakes that explain a rejected file: those whose predicted mean and variance both lie within four
 * standard errors of the measured ones (and 0.1 % for the grid); where the tail is too heavy for that, those
 * whose predicted law fits in every wave. The closest comes first; for a mistake with a number in it only the
 * closest number is told.
 */
export function likelyCauses(setting: Setting, sample: SampleMoments, known: Known): readonly LikelyCause[] {
  const exact = known.exact !== null && gridHolds(setting, known.exact) ? known.exact : null;
  const isSilent = exact !== null && isMeanSilent(exact, sample.rows);
  return causes
    .flatMap((cause) => closest(cause, setting, sample, { ...known, exact }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ cause, prediction, isByLaw }) => ({
      name: cause.name,
      sentence: cause.sentence(setting),
      detail: prediction.detail,
      evidence: isByLaw ? 'law' : isSilent ? 'variance' : 'mean and variance',
      mean: prediction.row.mean,
      variance: prediction.row.variance,
    }));
}

/** Relative error that the grid behind the predicted moments may have. */
const GRID = 1e-3;

function gridHolds({ moments, correct, m }: Setting, exact: RowMoments): boolean {
  const draw = moments(correct);
  return (
    Math.abs(draw.mean - exact.mean) <= GRID * scaleOf(exact, m) &&
    Math.abs(draw.variance - exact.variance * m) <= GRID * exact.variance * m
  );
}

function scaleOf({ mean, variance }: RowMoments, m: number): number {
  return Math.sqrt(variance * m) + Math.abs(mean);
}

function closest(
  cause: Cause,
  setting: Setting,
  sample: SampleMoments,
  { exact, law }: Known,
): readonly Fit[] {
  const fitOf = (prediction: Prediction): Fit => {
    const byMoments =
      exact === null
        ? null
        : momentDistance(prediction.row, sample, { grid: GRID, scale: scaleOf(exact, setting.m) });
    const byLaw = law === null || prediction.drawn === null ? Infinity : lawDistance(prediction.drawn, law);
    return { cause, prediction, distance: byMoments ?? byLaw, isByLaw: byMoments === null };
  };
  const fitting = cause
    .predict(setting, sample)
    .map(fitOf)
    .filter(({ distance }) => distance <= 1)
    .sort((a, b) => a.distance - b.distance);
  return fitting.slice(0, 1);
}
