import { requireEstimator } from '../../src/estimators/registry.ts';
import type { DerivedComponent } from '../../src/estimators/component.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import type { ExactEstimate } from '../../src/truth/exact/exact.ts';
import type { Averaged } from '../../src/check/law/averaged.ts';
import { claimedLaw, subjectOf, type ClaimedLaw } from '../../src/check/law/claimed-law.ts';
import type { FileRows } from '../../src/check/law/row-tests.ts';
import type { SampleMoments } from '../../src/check/moments/sample-moments.ts';
import type { SamplesFormat } from '../../src/check/reading/read-samples.ts';
import { testSamples, type SampleTests } from '../../src/check/test-samples.ts';

/** A claim in the words of the command line. */
export interface TestClaim {
  readonly formula: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly mu: number;
  readonly sigma: number;
  readonly estimator: string;
  readonly component: DerivedComponent;
  readonly m: number;
}

export function claimedOf({
  formula,
  parameters,
  mu,
  sigma,
  estimator,
  component,
  m,
}: TestClaim): ClaimedLaw {
  const subject = subjectOf(compileIntegrand(formula, parameters ?? {}), mu, sigma);
  return claimedLaw(subject, { estimator: requireEstimator(estimator), component, m });
}

export function lawOf(claim: TestClaim): ExactEstimate {
  return claimedOf(claim).moments;
}

export function averagedOf(claim: TestClaim): Averaged {
  const { averaged } = claimedOf(claim);
  if (averaged === null) throw new Error(claim.estimator);
  return averaged;
}

/** What mean and variance alone say of a file. */
export function judgeMoments(
  sample: SampleMoments,
  moments: ExactEstimate,
  format: SamplesFormat,
  alpha: number,
  size = 0,
): SampleTests {
  const file: FileRows = { format, sample, seen: null };
  return testSamples(file, { moments, size, seen: null, rows: Infinity }, null, alpha);
}
