import type { Exact } from '../truth/exact/exact.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import type { SampleTest } from './claim/sample-test.ts';
import type { Doubt, Verdict } from './claim/verdict.ts';
import type { RowLaw } from './law/row-law.ts';
import { copiesTest, rowTests, type FileRows } from './law/row-tests.ts';
import type { RowView } from './law/row-view.ts';
import { rowsForFactor, sensitivity, TELLING_FACTOR, type Sensitivity } from './law/sensitivity.ts';
import { wrongLaws } from './law/wrong-laws.ts';

/** How a file stands to what is exactly known of it. */
export interface SampleTests {
  readonly verdict: Verdict;
  /** Tests that could be made: of the mean, of the variance, of the law; of copies where there are some. */
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
 * @param view the law through the waves of the file; null to test mean and variance alone
 */
export function testSamples(file: FileRows, law: RowLaw, view: RowView | null, alpha: number): SampleTests {
  const { rows } = file.sample;
  const tests = [...rowTests(file, law, view?.right ?? null, alpha), ...copiesTest(file.sample)];
  const count = tests.filter(({ quantity }) => quantity !== 'copies').length;
  const sight =
    view === null || file.seen === null
      ? null
      : { wrong: wrongLaws(view), rounding: file.seen.rounding, alpha: alpha / count };
  const seen = sight === null ? null : sensitivity(sight, rows);
  if (tests.some(({ verdict }) => verdict === 'rejected'))
    return { verdict: 'rejected', tests, doubts: [], sensitivity: seen };
  const doubts = doubtsOf(file, law);
  if (doubts.length === 0) return { verdict: 'accepted', tests, doubts, sensitivity: seen };
  const isLawSeen = (seen?.factor ?? Infinity) <= TELLING_FACTOR;
  const doubted = tests.map((test): SampleTest =>
    test.quantity === 'law' && isLawSeen ? test : { ...test, verdict: 'inconclusive' },
  );
  if (isLawSeen) return { verdict: 'accepted', tests: doubted, doubts, sensitivity: seen };
  const unseen: readonly Doubt[] =
    sight === null
      ? []
      : [{ kind: 'law_not_seen', factor: TELLING_FACTOR, rowsNeeded: rowsForFactor(sight, rows) }];
  return { verdict: 'inconclusive', tests: doubted, doubts: [...doubts, ...unseen], sensitivity: seen };
}

function doubtsOf({ sample, format }: FileRows, { moments }: RowLaw): readonly Doubt[] {
  const { mean, variance, kurtosis } = moments;
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
