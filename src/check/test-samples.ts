import type { Exact, ExactEstimate } from '../truth/exact/exact.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import { holmAdjusted } from '../statistics/holm.ts';
import type { LawEvidence } from './law/law-distance.ts';
import { lawTest } from './law/law-test.ts';
import { constantTests, meanTest, varianceTest } from './moments/moment-tests.ts';
import type { SamplesFormat } from './reading/read-samples.ts';
import type { SampleMoments } from './moments/sample-moments.ts';
import type { SampleTest } from './claim/sample-test.ts';
import { rowsForFactor, sensitivity, TELLING_FACTOR, type Sensitivity } from './law/sensitivity.ts';
import type { Doubt, Verdict } from './claim/verdict.ts';
import { waveDifferences } from './law/wave-differences.ts';

/** How a file stands to what is exactly known of it. */
export interface SampleTests {
  readonly verdict: Verdict;
  /** Tests that could be made: of the mean, of the variance, of the law. */
  readonly tests: readonly SampleTest[];
  /** What the rows of a file that is not rejected cannot confirm; empty otherwise. */
  readonly doubts: readonly Doubt[];
  /** Errors that would have shown in the law; null where it was not tested. */
  readonly sensitivity: Sensitivity | null;
}

/**
 * Tests mean, variance and law of the rows against the exact ones, at the level alpha for all together
 * (Holm).
 *
 * A rejection rests on probabilities that hold at any number of rows and for any tail; a correct file is
 * rejected with probability <= alpha. One that is not is accepted where a wrong scale would have shown: in
 * the variance, with 400 rows a unit of kurtosis (as in ci_quality), or in the law, where a factor of 1.25
 * would have been rejected with a probability of 95 %. Otherwise the verdict is `inconclusive`.
 *
 * @param law the waves of the rows; null to test mean and variance alone
 */
export function testSamples(
  sample: SampleMoments,
  exact: ExactEstimate,
  format: SamplesFormat,
  alpha: number,
  law: LawEvidence | null,
): SampleTests {
  const moments = possibleTests(sample, exact);
  const count = moments.length + (law === null ? 0 : 1);
  const sight = law === null ? null : { ...law, alpha: alpha / count };
  const seen = sight === null ? null : sensitivity(sight, sample.rows);
  const tests = judged([...moments, ...(law === null ? [] : [testOfLaw(law)])], alpha);
  if (tests.some(({ verdict }) => verdict === 'rejected'))
    return { verdict: 'rejected', tests, doubts: [], sensitivity: seen };
  const doubts = doubtsOf(sample, exact, format);
  if (doubts.length === 0) return { verdict: 'accepted', tests, doubts, sensitivity: seen };
  const isLawSeen = (seen?.factor ?? Infinity) <= TELLING_FACTOR;
  const doubted = tests.map((test): SampleTest =>
    test.quantity === 'law' && isLawSeen ? test : { ...test, verdict: 'inconclusive' },
  );
  if (isLawSeen) return { verdict: 'accepted', tests: doubted, doubts, sensitivity: seen };
  const unseen: readonly Doubt[] =
    sight === null
      ? []
      : [{ kind: 'law_not_seen', factor: TELLING_FACTOR, rowsNeeded: rowsForFactor(sight, sample.rows) }];
  return { verdict: 'inconclusive', tests: doubted, doubts: [...doubts, ...unseen], sensitivity: seen };
}

/** Judges the tests together. */
function judged(tests: readonly SampleTest[], alpha: number): readonly SampleTest[] {
  const ordered = [...tests].sort((a, b) => a.p - b.p);
  const adjusted = holmAdjusted(Float64Array.from(ordered, ({ p }) => p));
  return tests.map((test) => {
    const pAdjusted = adjusted[ordered.indexOf(test)]!;
    return { ...test, pAdjusted, verdict: pAdjusted <= alpha ? 'rejected' : 'accepted' };
  });
}

function testOfLaw({ view, sums, rounding }: LawEvidence): SampleTest {
  return lawTest(waveDifferences(view.waves, view.right, sums, rounding), sums.rows, view.waves.center);
}

function possibleTests(
  sample: SampleMoments,
  { mean, bias, variance, kurtosis }: ExactEstimate,
): readonly SampleTest[] {
  if (mean.kind !== 'finite' || variance.kind !== 'finite') return [];
  if (variance.value === 0) return constantTests(sample, mean, bias);
  const known = kurtosis.kind === 'finite' ? kurtosis.value : Infinity;
  const exact = { mean: mean.value, variance: variance.value, kurtosis: known };
  return [meanTest(sample, exact), varianceTest(sample, exact)];
}

function doubtsOf(
  sample: SampleMoments,
  { mean, variance, kurtosis }: ExactEstimate,
  format: SamplesFormat,
): readonly Doubt[] {
  const unknown = (quantity: string, exact: Exact): readonly Doubt[] =>
    exact.kind === 'unknown' ? [{ kind: 'not_known', quantity, reason: exact.reason }] : [];
  if (variance.kind === 'infinite') return [{ kind: 'infinite_variance' }];
  if (mean.kind !== 'finite' || variance.kind !== 'finite')
    return [...unknown('mean', mean), ...unknown('variance', variance)];
  if (variance.value === 0) return [];
  if (kurtosis.kind === 'infinite') return [{ kind: 'infinite_kurtosis' }];
  if (kurtosis.kind === 'unknown') return unknown('kurtosis', kurtosis);
  const rowsNeeded = Math.ceil(TRIALS_PER_KURTOSIS * kurtosis.value);
  if (sample.rows < rowsNeeded) return [{ kind: 'too_few_rows', kurtosis: kurtosis.value, rowsNeeded }];
  const rounding = format.epsilon * mean.value;
  const resolution = variance.value * Math.sqrt(kurtosis.value / sample.rows);
  // Rounding to multiples of h adds h²/12 to a variance.
  return (rounding * rounding) / 12 > 0.1 * resolution
    ? [{ kind: 'rounded_numbers', type: format.type }]
    : [];
}
