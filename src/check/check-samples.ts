import { exactLaws } from '../truth/estimates/exact-laws.ts';
import { exactMoments } from '../truth/line/exact-moments.ts';
import { contributedBy, type CheckedEstimator } from './law/contributions.ts';
import { estimateCauses } from './causes/estimate-causes.ts';
import { estimateLaw } from './law/estimate-law.ts';
import type { LawEvidence } from './law/law-distance.ts';
import { likelyCauses, type LikelyCause } from './causes/likely-causes.ts';
import { readSamples, type SamplesFormat } from './reading/read-samples.ts';
import type { ExactEstimate } from '../truth/exact/exact.ts';
import { knownMoments, rowLaw } from './law/row-law.ts';
import { rowView, type RowView } from './law/row-view.ts';
import { sampleMoments, type SampleMoments } from './moments/sample-moments.ts';
import type { SamplesClaim } from './claim/samples-claim.ts';
import { malformed } from './reading/samples-error.ts';
import { contribution, settingOf } from './causes/setting.ts';
import { testSamples, type SampleTests } from './test-samples.ts';
import { roundingAllowances } from './law/wave-differences.ts';
import { noWaveSums, watched, type WaveSums } from './law/waves.ts';
import { wrongLaws } from './law/wrong-laws.ts';

export interface SamplesChecked extends SampleTests {
  readonly format: SamplesFormat;
  readonly sample: SampleMoments;
  readonly law: ExactEstimate;
  /** What may be wrong with a rejected file, the likeliest first. */
  readonly causes: readonly LikelyCause[];
}

/**
 * Tests whether a file holds what it is said to hold: mean, variance and law of its rows against the exact
 * ones.
 *
 * Domain: finite mu, sigma > 0, m an integer from 1, 0 < alpha < 1. Memory does not grow with the file.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function checkSamples(claim: SamplesClaim): SamplesChecked {
  const contributed = contributedBy(claim.estimator.name);
  return contributed === null ? checkEstimates(claim) : checkMeans(claim, contributed);
}

/** Rows of which mean and variance are exactly known, and no more. */
function checkEstimates(claim: SamplesClaim): SamplesChecked {
  const { path, column, key, integrand, mu, sigma, estimator, component, m, alpha } = claim;
  const laws = exactLaws(integrand)(mu, sigma);
  const law = estimateLaw(laws, estimator, component, sigma, m);
  const reference = law.mean.kind === 'finite' ? law.mean.value : 0;
  const { format, result: sample } = readSamples(path, column, key, (chunks) =>
    sampleMoments(chunks, reference),
  );
  expectRows(path, sample);
  const tests = testSamples(sample, law, format, alpha, null);
  const causes = tests.verdict === 'rejected' ? estimateCauses(claim, laws, knownMoments(law), sample) : [];
  return { ...tests, format, sample, law, causes };
}

/** Rows that are means of independent contributions, of which the whole law is known. */
function checkMeans(claim: SamplesClaim, contributed: CheckedEstimator): SamplesChecked {
  const { path, integrand, mu, sigma, estimator, component, m } = claim;
  const law = rowLaw(exactMoments(integrand, mu, sigma), estimator, component, sigma, m);
  const reference = law.mean.kind === 'finite' ? law.mean.value : 0;
  const f = contribution(contributed, component, sigma);
  const variance = law.variance.kind === 'finite' ? law.variance.value : Infinity;
  const place = { center: reference, deviation: variance < Infinity ? Math.sqrt(variance * m) : 0 };
  const view = variance === 0 ? null : rowView(integrand, mu, { f, m, sigma }, place);
  const sums = noWaveSums();
  const { format, result: sample } = readSamples(path, claim.column, claim.key, (chunks) =>
    sampleMoments(view === null ? chunks : watched(chunks, view.waves, sums), reference),
  );
  expectRows(path, sample);
  const evidence = view === null ? null : lawEvidence(view, sums, format.epsilon);
  const tests = testSamples(sample, law, format, claim.alpha, evidence);
  if (tests.verdict !== 'rejected') return { ...tests, format, sample, law, causes: [] };
  const setting = settingOf({ integrand, mu, sigma, estimator: contributed, component, m });
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

function expectRows(path: string, { rows }: SampleMoments): void {
  if (rows >= 2) return;
  throw malformed(
    path,
    '',
    `found ${rows === 0 ? 'no row' : 'one row'}, expected at least two: one row has no variance`,
    'write one gradient a row',
  );
}
