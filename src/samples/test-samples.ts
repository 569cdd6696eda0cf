import type { Exact } from '../oracle/exact.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import type { SamplesFormat } from './read-samples.ts';
import type { RowLaw } from './row-law.ts';
import type { SampleMoments } from './sample-moments.ts';
import { constantTests, meanTest, varianceTest, type MomentTest } from './moment-tests.ts';
import type { Doubt, Verdict } from './verdict.ts';

/** How the moments of a file stand to the exact ones. */
export interface SampleTests {
  readonly verdict: Verdict;
  /** Tests that could be made: of the mean, of the variance. */
  readonly tests: readonly MomentTest[];
  /** Why a file that is not rejected is not accepted; empty otherwise. */
  readonly doubts: readonly Doubt[];
}

/**
 * Tests mean and variance of the rows against the exact ones, at the level alpha for both together (Holm).
 *
 * A rejection rests on probabilities that hold at any number of rows and for any tail; a correct file is rejected with
 * probability <= alpha. It is accepted only where the rows are many for the kurtosis (400 a unit, as in ci_quality), so
 * that a wrong variance would have shown; below that the verdict is `inconclusive`.
 */
export function testSamples(
  sample: SampleMoments,
  law: RowLaw,
  format: SamplesFormat,
  alpha: number,
): SampleTests {
  const doubts = doubtsOf(sample, law, format);
  const tests = holm(possibleTests(sample, law), alpha);
  const rejected = tests.some(({ verdict }) => verdict === 'rejected');
  if (rejected) return { verdict: 'rejected', tests, doubts: [] };
  if (doubts.length === 0) return { verdict: 'accepted', tests, doubts };
  return {
    verdict: 'inconclusive',
    tests: tests.map((test) => ({ ...test, verdict: 'inconclusive' })),
    doubts,
  };
}

function possibleTests(
  sample: SampleMoments,
  { mean, bias, variance, kurtosis }: RowLaw,
): readonly MomentTest[] {
  if (mean.kind !== 'finite' || variance.kind !== 'finite') return [];
  if (variance.value === 0) return constantTests(sample, mean, bias);
  const known = kurtosis.kind === 'finite' ? kurtosis.value : Infinity;
  const exact = { mean: mean.value, variance: variance.value, kurtosis: known };
  return [meanTest(sample, exact), varianceTest(sample, exact)];
}

/** Holm 1979: the smaller probability counts twice, the larger once, and no less than the smaller. */
function holm(tests: readonly MomentTest[], alpha: number): readonly MomentTest[] {
  const ordered = [...tests].sort((a, b) => a.p - b.p);
  let least = 0;
  const adjusted = new Map<MomentTest, number>();
  ordered.forEach((test, i) => {
    least = Math.min(1, Math.max(least, test.p * (ordered.length - i)));
    adjusted.set(test, least);
  });
  return tests.map((test) => {
    const pAdjusted = adjusted.get(test) ?? 1;
    return { ...test, pAdjusted, verdict: pAdjusted <= alpha ? 'rejected' : 'accepted' };
  });
}

function doubtsOf(
  sample: SampleMoments,
  { mean, variance, kurtosis }: RowLaw,
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
