import type { DerivedComponent } from '../estimators/component.ts';
import type { Estimator } from '../estimators/estimator.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { exactMoments } from '../oracle/exact-moments.ts';
import type { CheckedEstimator } from './contributions.ts';
import type { LawEvidence } from './law-distance.ts';
import { likelyCauses, type LikelyCause } from './likely-causes.ts';
import type { RowMoments } from './moment-tests.ts';
import { readSamples, type SamplesFormat } from './read-samples.ts';
import { rowLaw, type RowLaw } from './row-law.ts';
import { rowView, type RowView } from './row-view.ts';
import { sampleMoments, type SampleMoments } from './sample-moments.ts';
import { malformed } from './samples-error.ts';
import { contribution, settingOf } from './setting.ts';
import { testSamples, type SampleTests } from './test-samples.ts';
import { roundingAllowances } from './wave-differences.ts';
import { noWaveSums, watched, type WaveSums } from './waves.ts';
import { wrongLaws } from './wrong-laws.ts';

/** A file of gradients and what it is said to hold: each row the mean of m draws of an estimator. */
export interface SamplesClaim {
  readonly path: string;
  /** Column of a CSV file; null for the only one. */
  readonly column: string | null;
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly estimator: Estimator;
  /** The name under which `contributions` has it. */
  readonly contribution: CheckedEstimator;
  readonly component: DerivedComponent;
  readonly m: number;
  /** Probability with which a correct file may be rejected. */
  readonly alpha: number;
}

export interface SamplesChecked extends SampleTests {
  readonly format: SamplesFormat;
  readonly sample: SampleMoments;
  readonly law: RowLaw;
  /** What may be wrong with a rejected file, the likeliest first. */
  readonly causes: readonly LikelyCause[];
}

/**
 * Tests whether a file holds what it is said to hold: mean, variance and law of its rows against the exact ones.
 *
 * Domain: finite mu, sigma > 0, m an integer from 1, 0 < alpha < 1. Memory does not grow with the file.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function checkSamples(claim: SamplesClaim): SamplesChecked {
  const { path, integrand, mu, sigma, estimator, component, m } = claim;
  const law = rowLaw(exactMoments(integrand, mu, sigma), estimator, component, sigma, m);
  const reference = law.mean.kind === 'finite' ? law.mean.value : 0;
  const f = contribution(claim.contribution, component, sigma);
  const variance = law.variance.kind === 'finite' ? law.variance.value : Infinity;
  const place = { center: reference, deviation: variance < Infinity ? Math.sqrt(variance * m) : 0 };
  const view = variance === 0 ? null : rowView(integrand, mu, { f, m, sigma }, place);
  const sums = noWaveSums();
  const { format, result: sample } = readSamples(path, claim.column, (chunks) =>
    sampleMoments(view === null ? chunks : watched(chunks, view.waves, sums), reference),
  );
  if (sample.rows < 2)
    throw malformed(
      path,
      '',
      `found ${sample.rows === 0 ? 'no row' : 'one row'}, expected at least two: one row has no variance`,
      'write one gradient a row',
    );
  const evidence = view === null ? null : lawEvidence(view, sums, format.epsilon);
  const tests = testSamples(sample, law, format, claim.alpha, evidence);
  if (tests.verdict !== 'rejected') return { ...tests, format, sample, law, causes: [] };
  const setting = settingOf({ integrand, mu, sigma, estimator: claim.contribution, component, m });
  const known = {
    exact: knownMoments(law),
    law: (tests.sensitivity?.factor ?? Infinity) <= ROUGH_FACTOR ? evidence : null,
  };
  return { ...tests, format, sample, law, causes: likelyCauses(setting, sample, known) };
}

function lawEvidence(view: RowView, sums: WaveSums, epsilon: number): LawEvidence {
  return { view, wrong: wrongLaws(view), sums, rounding: roundingAllowances(view.waves, sums, epsilon) };
}

/** The law names causes only where this factor would have been seen. */
const ROUGH_FACTOR = 2;

function knownMoments({ mean, variance, kurtosis }: RowLaw): RowMoments | null {
  if (mean.kind !== 'finite' || variance.kind !== 'finite') return null;
  const known = kurtosis.kind === 'finite' ? kurtosis.value : Infinity;
  return { mean: mean.value, variance: variance.value, kurtosis: known };
}
