import { expect, test } from 'vitest';
import type { SamplesFormat } from '../../src/check/reading/read-samples.ts';
import { sampleMoments, type SampleMoments } from '../../src/check/moments/sample-moments.ts';
import { normals } from '../statistics/normal-draws.ts';
import { judgeMoments, lawOf, type TestClaim } from './claims.ts';

const DOUBLES: SamplesFormat = { name: 'npy', type: 'float64', epsilon: Number.EPSILON };
const ALPHA = 0.001;

interface Study {
  readonly claim: TestClaim;
  readonly row: (eps: number) => number;
  readonly rows: number;
  readonly files: number;
}

const score = { estimator: 'score', component: 'mu', m: 1 } as const;
const growth: Study = {
  claim: { formula: 'exp(0.1*z^2)', mu: 0, sigma: 1, ...score },
  row: (eps) => Math.exp(0.1 * eps * eps) * eps,
  // 400 rows for each unit of the kurtosis of 36.2; the eighth moment is infinite.
  rows: 14_600,
  files: 400,
};
const exponential: Study = {
  claim: { formula: 'exp(z)', mu: 0.5, sigma: 1, ...score },
  row: (eps) => Math.exp(0.5 + eps) * eps,
  rows: 50,
  files: 3000,
};
const square: Study = {
  claim: { formula: 'z^2', mu: 2, sigma: 1, ...score },
  row: (eps) => (2 + eps) * (2 + eps) * eps,
  rows: 10_800,
  files: 300,
};

function files({ claim, row, rows, files: count }: Study, factor: number): readonly SampleMoments[] {
  const normal = normals(11);
  const { mean } = lawOf(claim);
  const reference = mean.kind === 'finite' ? mean.value : NaN;
  return Array.from({ length: count }, () =>
    sampleMoments([Float64Array.from({ length: rows }, () => factor * row(normal()))], reference),
  );
}

test.each([
  ['with an infinite eighth moment, at the least number of rows that is accepted', growth, 'accepted'],
  ['of kurtosis 886 with 50 rows', exponential, 'inconclusive'],
  ['of kurtosis 27, at the least number of rows that is accepted', square, 'accepted'],
])('of many correct files %s not more than alpha are rejected', (_, study, otherwise) => {
  const law = lawOf(study.claim);
  const verdicts = files(study, 1).map((sample) => judgeMoments(sample, law, DOUBLES, ALPHA).verdict);
  const rejected = verdicts.filter((verdict) => verdict === 'rejected').length;
  // Of a binomial count with mean files·alpha, P(more than this) < 1e-3.
  expect(rejected).toBeLessThanOrEqual(study.files >= 1000 ? 9 : 3);
  expect(verdicts.filter((verdict) => verdict === otherwise).length).toBe(study.files - rejected);
});

test('a normal approximation of the variance would reject correct heavy-tailed files', () => {
  const law = lawOf(exponential.claim);
  const far = files(exponential, 1).filter((sample) =>
    judgeMoments(sample, law, DOUBLES, ALPHA).tests.some(
      ({ quantity, z }) => quantity === 'variance' && Math.abs(z ?? 0) > 3.48,
    ),
  );
  // 0.05 % of 3000 normal numbers are that far off: 1.5.
  expect(far.length).toBeGreaterThan(8);
});

test.each([
  [growth, 1.5],
  [growth, 0.75],
  [square, 1.35],
  [square, 0.8],
])('a factor that is wrong is found in every file', (study, factor) => {
  const law = lawOf(study.claim);
  const few = { ...study, files: 40 };
  for (const sample of files(few, factor))
    expect(judgeMoments(sample, law, DOUBLES, ALPHA).verdict).toBe('rejected');
});

test('one wild row is no reason to reject a heavy tail, a wilder one is', () => {
  const law = lawOf(exponential.claim);
  const judge = (wild: number) => {
    const [sample] = files({ ...exponential, files: 1, rows: 1000 }, 1);
    if (sample === undefined || law.mean.kind !== 'finite') throw new Error('no sample');
    const squares = sample.squares + wild * wild;
    const extremes = [...sample.extremes, wild];
    return judgeMoments({ ...sample, squares, extremes }, law, DOUBLES, ALPHA).verdict;
  };
  expect(judge(1500)).toBe('inconclusive');
  expect(judge(1e6)).toBe('rejected');
});

const sampleOf = (facts: Partial<SampleMoments>): SampleMoments => ({
  rows: 1e6,
  mean: 0,
  squares: 0,
  copies: 1,
  extremes: [],
  skewness: 0,
  kurtosis: 3,
  ...facts,
});

test('Holm: the smaller probability counts twice, and the larger is never below it', () => {
  const law = lawOf({ formula: 'z^2', mu: 0, sigma: 1, ...score });
  // V = 15, gradient 0: a mean z of 3.4 has p = 6.7e-4 alone.
  const mean = 3.4 * Math.sqrt(15 / 1e6);
  const spread = 15 * 999_999;
  const sample = sampleOf({ mean, squares: spread });
  const { verdict, tests } = judgeMoments(sample, law, DOUBLES, ALPHA);
  expect(verdict).toBe('accepted');
  expect(tests.map(({ p }) => p)).toEqual([expect.closeTo(6.739e-4, 6), 1]);
  expect(tests.map(({ pAdjusted }) => pAdjusted)).toEqual([expect.closeTo(1.3478e-3, 6), 1]);
  expect(judgeMoments(sample, law, DOUBLES, 0.0014).verdict).toBe('rejected');
  // exp(−z²/2) = 0.005 at z = 3.2552; the variance has p = 0.01 then, and counts once.
  const low = spread * (1 - 3.2552 * Math.sqrt(46.2 / 1e6));
  const both = judgeMoments({ ...sample, squares: low - 1e6 * mean * mean }, law, DOUBLES, ALPHA).tests;
  expect(both.map(({ pAdjusted }) => pAdjusted)).toEqual([
    expect.closeTo(1.3478e-3, 6),
    expect.closeTo(0.01, 5),
  ]);
});

test.each([
  ['exp(0.3*z^2)', 'infinite_variance'],
  ['exp(0.15*z^2)', 'infinite_kurtosis'],
])('%s is inconclusive whatever the number of rows', (formula, doubt) => {
  const law = lawOf({ formula, mu: 0, sigma: 1, ...score });
  const found = judgeMoments(sampleOf({ squares: 4e6 }), law, DOUBLES, ALPHA);
  expect(found.verdict).toBe('inconclusive');
  expect(found.doubts.map(({ kind }) => kind)).toEqual([doubt]);
});

test('too few rows are told with the number that suffices', () => {
  const law = lawOf({ formula: 'z^2', mu: 0, sigma: 1, ...score });
  // Kurtosis of z²·eps at mu = 0: E eps¹²/(E eps⁶)² = 10395/225 = 46.2.
  const few = sampleOf({ rows: 1000, squares: 15_000 });
  expect(judgeMoments(few, law, DOUBLES, ALPHA).doubts).toEqual([
    { kind: 'too_few_rows', kurtosis: expect.closeTo(46.2, 9) as number, rowsNeeded: 18_480 },
  ]);
});

test('an estimator without variance: every row is the gradient, but for rounding', () => {
  const law = lawOf({ formula: '3*z', mu: 0, sigma: 1, estimator: 'pathwise', component: 'mu', m: 1 });
  const rounded = sampleOf({ mean: 3, squares: 1e-8, extremes: [3 - 2e-7, 3] });
  expect(judgeMoments(rounded, law, DOUBLES, ALPHA).verdict).toBe('accepted');
  expect(judgeMoments({ ...rounded, extremes: [3, 3.001] }, law, DOUBLES, ALPHA).verdict).toBe('rejected');
  expect(judgeMoments({ ...rounded, mean: 3.1, extremes: [3.1] }, law, DOUBLES, ALPHA).verdict).toBe(
    'rejected',
  );
});

test('a spread that float32 cannot carry is not judged', () => {
  const claim = {
    formula: '1e3*z + 0.001*z^2',
    mu: 0,
    sigma: 1,
    estimator: 'pathwise',
    component: 'mu',
  } as const;
  const law = lawOf({ ...claim, m: 1 });
  // V = 4e-6, where neighboring float32 numbers near 1000 are 6e-5 apart.
  const squares = 4;
  const facts = { mean: 1e3, squares };
  const single = { name: 'npy', type: 'float32', epsilon: 1.1920928955078125e-7 } as const;
  expect(judgeMoments(sampleOf(facts), law, DOUBLES, ALPHA).verdict).toBe('accepted');
  const doubts = [{ kind: 'rounded_numbers', type: 'float32' }];
  expect(judgeMoments(sampleOf(facts), law, single, ALPHA).doubts).toEqual(doubts);
});
