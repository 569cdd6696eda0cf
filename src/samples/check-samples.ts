import type { DerivedComponent } from '../estimators/component.ts';
import type { Estimator } from '../estimators/estimator.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { exactMoments } from '../oracle/exact-moments.ts';
import { likelyCauses, type LikelyCause } from './likely-causes.ts';
import { readSamples, type SamplesFormat } from './read-samples.ts';
import { rowLaw, type RowLaw } from './row-law.ts';
import { sampleMoments, type SampleMoments } from './sample-moments.ts';
import { malformed } from './samples-error.ts';
import { settingOf } from './setting.ts';
import { testSamples, type SampleTests } from './test-samples.ts';

/** A file of gradients and what it is said to hold: each row the mean of m draws of an estimator. */
export interface SamplesClaim {
  readonly path: string;
  /** Column of a CSV file; null for the only one. */
  readonly column: string | null;
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly estimator: Estimator;
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
 * Tests whether a file holds what it is said to hold: mean and variance of its rows against the exact ones.
 *
 * Domain: finite mu, sigma > 0, m an integer from 1, 0 < alpha < 1. Memory does not grow with the file.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function checkSamples(claim: SamplesClaim): SamplesChecked {
  const { path, integrand, mu, sigma, estimator, component, m } = claim;
  const law = rowLaw(exactMoments(integrand, mu, sigma), estimator, component, sigma, m);
  const reference = law.mean.kind === 'finite' ? law.mean.value : 0;
  const { format, result: sample } = readSamples(path, claim.column, (chunks) =>
    sampleMoments(chunks, reference),
  );
  if (sample.rows < 2)
    throw malformed(
      path,
      '',
      `found ${sample.rows === 0 ? 'no row' : 'one row'}, expected at least two: one row has no variance`,
      'write one gradient a row',
    );
  const tests = testSamples(sample, law, format, claim.alpha);
  const { mean, variance, kurtosis } = law;
  if (tests.verdict !== 'rejected' || mean.kind !== 'finite' || variance.kind !== 'finite')
    return { ...tests, format, sample, law, causes: [] };
  const setting = settingOf({ integrand, mu, sigma, estimator: estimator.name, component, m });
  const exact = {
    mean: mean.value,
    variance: variance.value,
    kurtosis: kurtosis.kind === 'finite' ? kurtosis.value : Infinity,
  };
  return { ...tests, format, sample, law, causes: likelyCauses(setting, sample, exact) };
}
