import { estimators } from '../../estimators/registry.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import { estimateLaw } from '../law/estimate-law.ts';
import { isMeanSilent, momentDistance } from './moment-distance.ts';
import type { RowMoments } from '../moments/moment-tests.ts';
import type { LikelyCause } from './likely-causes.ts';
import { knownMoments } from '../law/row-law.ts';
import type { SampleMoments } from '../moments/sample-moments.ts';
import type { SamplesClaim } from '../claim/samples-claim.ts';

/** Relative error that is allowed for the exact moments: that of rounded numbers. */
const ROUNDED = 1e-6;

/** A row that is another number of times the right one. */
interface Factor {
  readonly name: string;
  readonly sentence: string;
  readonly times: number;
}

/**
 * The mistakes that explain a rejected file of estimates of which single draws are not known: another
 * estimator of the same gradient, or a factor on every row. Those whose mean and variance both lie within
 * four standard errors of the measured ones, the closest first.
 */
export function estimateCauses(
  claim: SamplesClaim,
  laws: PointLaws,
  correct: RowMoments | null,
  sample: SampleMoments,
): readonly LikelyCause[] {
  const { estimator, component, sigma, m } = claim;
  const others = estimators.flatMap((other) => {
    if (other === estimator || (other.needsOfM !== null && !other.needsOfM.holds(m))) return [];
    const row = knownMoments(estimateLaw(laws, other, component, sigma, m));
    const sentence = `the rows are those of ${other.name}`;
    return row === null ? [] : [{ name: 'other_estimator', sentence, detail: other.name, row }];
  });
  const scaled = correct === null ? [] : factorsOf(claim).map((factor) => predicted(factor, correct));
  const scale = correct === null ? 0 : Math.sqrt(correct.variance) + Math.abs(correct.mean);
  const isSilent = correct !== null && isMeanSilent(correct, sample.rows);
  return [...others, ...scaled]
    .map((each) => ({ ...each, distance: momentDistance(each.row, sample, { grid: ROUNDED, scale }) }))
    .filter(({ distance }) => distance !== null && distance <= 1)
    .sort((a, b) => a.distance! - b.distance!)
    .map(({ name, sentence, detail, row }) => ({
      name,
      sentence,
      detail,
      evidence: isSilent ? 'variance' : 'mean and variance',
      mean: row.mean,
      variance: row.variance,
    }));
}

function predicted({ name, sentence, times }: Factor, { mean, variance, kurtosis }: RowMoments) {
  const row = { mean: times * mean, variance: times * times * variance, kurtosis };
  return { name, sentence, detail: '', row };
}

function factorsOf({ component, sigma, m }: SamplesClaim): readonly Factor[] {
  const all: readonly Factor[] = [
    { name: 'zero_gradient', sentence: 'every row is 0: nothing depends on the parameter', times: 0 },
    { name: 'sign', sentence: 'the sign is wrong: a loss for r, or -eps for eps', times: -1 },
    {
      name: 'log_sigma',
      sentence: 'this is the derivative by log sigma: divide by sigma, or claim log_sigma',
      times: component === 'sigma' ? sigma : 1,
    },
    {
      name: 'sigma_not_log_sigma',
      sentence: 'this is the derivative by sigma: multiply by sigma, or claim sigma',
      times: component === 'log_sigma' ? 1 / sigma : 1,
    },
    { name: 'missing_inverse_sigma', sentence: '1/sigma is missing', times: sigma },
    { name: 'inverse_sigma_squared', sentence: '1/sigma is there once too often', times: 1 / sigma },
    { name: 'half_gradient', sentence: 'the gradient is halved', times: 0.5 },
    { name: 'double_gradient', sentence: 'the gradient is doubled', times: 2 },
    {
      name: 'rescaled_by_batch',
      sentence: 'the gradient is 1 - 1/m times itself: a mean over the batch holds the draw itself',
      times: 1 - 1 / m,
    },
    { name: 'rows_are_sums', sentence: 'the rows are sums over the draws: divide by m', times: m },
  ];
  return all.filter(({ times }) => times !== 1);
}
