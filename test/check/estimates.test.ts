import { expect, test } from 'vitest';
import { estimators, requireEstimator } from '../../src/estimators/registry.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { exactLaws } from '../../src/truth/estimates/exact-laws.ts';
import { estimateCauses } from '../../src/check/causes/estimate-causes.ts';
import { estimateLaw } from '../../src/check/law/estimate-law.ts';
import { knownMoments } from '../../src/check/law/row-law.ts';
import type { SampleMoments } from '../../src/check/moments/sample-moments.ts';
import type { SamplesClaim } from '../../src/check/claim/samples-claim.ts';

const ROWS = 1e6;
const [MU, SIGMA, M] = [1, 0.6, 8];
const integrand = compileIntegrand('cos(3*z) + z', {});
const laws = exactLaws(integrand)(MU, SIGMA);

/** A file with exactly these moments. */
function fileOf(mean: number, variance: number): SampleMoments {
  const squares = variance * (ROWS - 1);
  const largest = { squaresWithoutLargest: squares, squaresAboutReference: squares, largestDeviation: 1 };
  return { rows: ROWS, mean, squares, ...largest, skewness: 0, kurtosis: 3 };
}

function claimOf(name: string, component = 'mu'): SamplesClaim {
  const facts = {
    path: 'x',
    column: null,
    key: null,
    integrand,
    mu: MU,
    sigma: SIGMA,
    component,
    m: M,
    alpha: 0.001,
  };
  return { ...facts, estimator: requireEstimator(name) };
}

function rowOf({ estimator, component }: SamplesClaim) {
  return knownMoments(estimateLaw(laws, estimator, component, SIGMA, M))!;
}

test('a row of z² from 4 draws at (2, 1): 53.33/4 with leave-one-out, and by log sigma what sigma has times sigma', () => {
  const at = exactLaws(compileIntegrand('z^2', {}))(2, 1);
  const loo = estimateLaw(at, requireEstimator('score_loo'), 'mu', 1, 4);
  expect(knownMoments(loo)!.variance).toBeCloseTo(40 / 3, 9);
  expect(knownMoments(loo)!.mean).toBeCloseTo(4, 12);
  const biased = estimateLaw(at, requireEstimator('score_batch_mean'), 'mu', 1, 4);
  expect(knownMoments(biased)!.mean).toBeCloseTo(3, 12);
  const [sigma, log] = ['sigma', 'log_sigma'].map((component) => rowOf(claimOf('score_loo', component)));
  expect(log!.mean / sigma!.mean).toBeCloseTo(SIGMA, 12);
  expect(log!.variance / sigma!.variance).toBeCloseTo(SIGMA * SIGMA, 12);
  expect(log!.kurtosis).toBe(sigma!.kurtosis);
});

test('rows of every estimator under the name of any other are named for what they are', () => {
  for (const { name } of estimators) {
    const row = rowOf(claimOf(name));
    for (const { name: claimed, builtIn } of estimators) {
      // By mu price is pathwise.
      if (claimed === name || builtIn !== null || [claimed, name].sort().join() === 'pathwise,price')
        continue;
      const claim = claimOf(claimed);
      const causes = estimateCauses(claim, laws, rowOf(claim), fileOf(row.mean, row.variance));
      expect(causes.map(({ name: cause, detail }) => `${cause} ${detail}`)).toContain(
        `other_estimator ${name}`,
      );
      expect(causes.map(({ mean }) => mean)[0]).toBeCloseTo(row.mean, 12);
    }
  }
});

test.each([
  ['mu', 'sign', -1],
  ['sigma', 'log_sigma', SIGMA],
  ['log_sigma', 'sigma_not_log_sigma', 1 / SIGMA],
  ['mu', 'missing_inverse_sigma', SIGMA],
  ['mu', 'inverse_sigma_squared', 1 / SIGMA],
  ['mu', 'half_gradient', 0.5],
  ['mu', 'double_gradient', 2],
  ['mu', 'rescaled_by_batch', 1 - 1 / M],
  ['mu', 'rows_are_sums', M],
])('d/d%s: %s, every row %d times itself', (component, cause, times) => {
  const claim = claimOf('score_loo', component);
  const row = rowOf(claim);
  const sample = fileOf(times * row.mean, times * times * row.variance);
  const found = estimateCauses(claim, laws, row, sample).map(({ name }) => name);
  expect(found).toContain(cause);
  expect(found.length).toBeLessThan(4);
});

test('a file of zeros has a zero gradient, and one that is off in the variance alone has no known cause', () => {
  const claim = claimOf('score_rqmc');
  const row = rowOf(claim);
  expect(estimateCauses(claim, laws, row, fileOf(0, 0)).map(({ name }) => name)).toEqual(['zero_gradient']);
  expect(estimateCauses(claim, laws, row, fileOf(row.mean, 1.37 * row.variance))).toEqual([]);
});
