import type { SamplesClaim } from './claim/samples-claim.ts';
import { likelyCauses, type LikelyCause } from './causes/likely-causes.ts';
import { settingOf } from './causes/setting.ts';
import type { RowClaim } from './law/claimed-law.ts';
import { lawBook, type Expected } from './law-book.ts';
import { roundingAllowances } from './law/wave-differences.ts';
import type { FileRows } from './law/row-tests.ts';
import { noWaveSums, watched } from './law/waves.ts';
import { rowVariance, sampleMoments, type SampleMoments } from './moments/sample-moments.ts';
import { readSamples, type SamplesFormat } from './reading/read-samples.ts';
import { malformed } from './reading/samples-error.ts';
import { testSamples, type SampleTests } from './test-samples.ts';
import type { ExactEstimate } from '../truth/exact/exact.ts';
import { numberOrNull } from '../truth/exact/exact-number.ts';

export interface SamplesChecked extends SampleTests {
  readonly format: SamplesFormat;
  readonly sample: SampleMoments;
  readonly law: ExactEstimate;
  /** What of the file was left out, a sentence each. */
  readonly notes: readonly string[];
  /** What may be wrong with a rejected file, the likeliest first. */
  readonly causes: readonly LikelyCause[];
}

/**
 * Tests whether a file holds what it is said to hold: mean, variance and law of its rows against the exact
 * ones. Of a rejected file the mistakes are told that explain it; each was tested in the same way.
 *
 * Domain: finite mu, sigma > 0, m an integer from 1, 0 < alpha < 1. Memory does not grow with the file.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2), SAMPLES_UNREADABLE (exit 50)
 */
export function checkSamples(claim: SamplesClaim, laws = lawBook()): SamplesChecked {
  const subject = laws.subject(claim);
  const expected = laws.expected(subject, claim);
  const { files, canReadAgain, notes } = readFiles(claim, [expected]);
  const file = files[0]!;
  const tests = testSamples(file, expected.law, expected.view, claim.alpha);
  const facts = { ...tests, format: file.format, sample: file.sample, law: expected.law.moments, notes };
  if (tests.verdict !== 'rejected') return { ...facts, causes: [] };
  const { sample } = file;
  if (
    sample.copies > 1 &&
    tests.tests.every(({ quantity, verdict }) => quantity === 'copies' || verdict === 'accepted')
  )
    return { ...facts, causes: [repeatedRows(sample)] };
  // A pipe cannot be read again: what it may be is judged by the waves that were chosen for the claim.
  const accepted = (claims: readonly RowClaim[]): readonly RowClaim[] => {
    if (!canReadAgain) return claims;
    const others = claims.map((each) => laws.expected(subject, each));
    const read = readFiles(claim, others).files;
    return claims.filter(
      (_, i) => testSamples(read[i]!, others[i]!.law, others[i]!.view, claim.alpha).verdict === 'accepted',
    );
  };
  const isTelling = (tests.sensitivity?.factor ?? Infinity) <= ROUGH_FACTOR;
  const setting = settingOf(subject, claim, expected.law, sample);
  const causes = likelyCauses(setting, file, claim.alpha, isTelling, accepted);
  return { ...facts, causes: sample.copies > 1 ? [repeatedRows(sample), ...causes] : causes };
}

/** The law names causes only where this factor would have been seen. */
const ROUGH_FACTOR = 2;

/** Reads the file once, for everything that it may be. */
function readFiles(
  { path, column, key }: SamplesClaim,
  expected: readonly Expected[],
): {
  readonly files: readonly FileRows[];
  readonly canReadAgain: boolean;
  readonly notes: readonly string[];
} {
  const watching = expected.map(({ view }) =>
    view === null ? null : { waves: view.waves, sums: noWaveSums() },
  );
  const reference = numberOrNull(expected[0]!.law.moments.mean) ?? 0;
  const { format, result, canReadAgain, notes } = readSamples(path, column, key, (chunks) =>
    sampleMoments(
      watched(
        chunks,
        watching.filter((each) => each !== null),
      ),
      reference,
    ),
  );
  expectRows(path, result);
  const files = watching.map((each): FileRows => {
    if (each === null) return { format, sample: result, seen: null };
    const rounding = roundingAllowances(each.waves, each.sums, format.epsilon);
    return { format, sample: result, seen: { ...each, rounding } };
  });
  return { files, canReadAgain, notes };
}

function repeatedRows(sample: SampleMoments): LikelyCause {
  return {
    name: 'repeated_rows',
    sentence: 'the rows are not independent: workers with one seed, or a loop that draws nothing new?',
    detail: `${sample.copies} rows are equal wherever one is`,
    evidence: 'copies',
    mean: sample.mean,
    variance: rowVariance(sample),
    claim: null,
  };
}

function expectRows(path: string, { rows, copies }: SampleMoments): void {
  if (rows * copies >= 2) return;
  throw malformed(
    path,
    '',
    `found ${rows === 0 ? 'no row' : 'one row'}, expected at least two: one row has no variance`,
    'write one gradient a row',
  );
}
