import { expect, it, test } from 'vitest';
import { expectAsStated } from '../fixtures/as-stated.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../src/truth/one-draw/variable/direction.ts';
import { pathVariable, scoreVariable } from '../../src/truth/one-draw/variable/variable.ts';
import {
  batchMean,
  lawsAt,
  leaveOneOut,
  mirrored,
  mix,
  pathwise,
  price,
  score,
  valueOf,
} from './known-forms.ts';

/** Values worked out outside of gradvar, to the digits that are stated: Mohamed et al. (JMLR 21, 2020) and closed forms. */

const QUADRATIC_BASELINES: readonly (readonly [number, string, string])[] = [
  [-3, '134', '664'],
  [-2, '78', '384'],
  [-1, '38', '184'],
  [0, '14', '64'],
  [1, '6', '24'],
  [2, '14', '64'],
  [3, '38', '184'],
];

test.each(QUADRATIC_BASELINES)(
  'the optimal baseline on (z − %d)² gives the variances %s and %s',
  (k, mu, sigma) => {
    const laws = lawsAt('(z - k)^2', 1, 1, { k });
    expectAsStated(optimalVariance(laws, ALONG_MU, 1), `${mu}.0000`);
    expectAsStated(optimalVariance(laws, ALONG_SIGMA, 1), `${sigma}.0000`);
  },
);

function optimalVariance(laws: ReturnType<typeof lawsAt>, direction: Direction, sigma: number): number {
  const baseline = valueOf(laws.baselines(direction).optimal);
  return valueOf(laws.estimate(score(direction, sigma, baseline), direction).variance);
}

test.each([
  ['.1', '.0404677', '.140991'],
  ['.3', '.0738079', '.194706'],
  ['1', '.0722217', '.112784'],
  ['3', '.0711769', '.0410166'],
  ['10', '.0601966', '.00873908'],
])('the optimal baseline on exp(−%s z²) gives the variances %s and %s', (k, mu, sigma) => {
  const laws = lawsAt('exp(-k*z^2)', 1, 1, { k: Number(k) });
  expectAsStated(optimalVariance(laws, ALONG_MU, 1), mu);
  expectAsStated(optimalVariance(laws, ALONG_SIGMA, 1), sigma);
});

test.each([
  ['.5', '.117864'],
  ['1', '.323993'],
  ['1.5', '.307206'],
  ['2', '.412523'],
  ['3', '.492237'],
  ['5', '.500000'],
])('the optimal baseline on cos(%s z) gives the variance %s', (k, mu) => {
  expectAsStated(optimalVariance(lawsAt('cos(k*z)', 1, 1, { k: Number(k) }), ALONG_MU, 1), mu);
});

it('a baseline may hurt: the bump exp(−10 z²)', () => {
  const laws = lawsAt('exp(-10*z^2)', 1, 1);
  const { expectation, optimal } = laws.baselines(ALONG_SIGMA);
  const variance = (baseline: number): number =>
    valueOf(laws.estimate(score(ALONG_SIGMA, 1, baseline), ALONG_SIGMA).variance);
  expectAsStated(variance(0), '.0090346');
  expectAsStated(variance(valueOf(expectation)), '.0391889');
  expectAsStated(variance(valueOf(optimal)), '.0087391');
});

test.each([
  ['z^4', 1, 1, '5440', '864'],
  ['sin(10*z)', 0, 1, '50', '5000'],
  ['z^2', 2, 1, '24', '0'],
  ['exp(z)', 0.5, 1, '93.0', '12.7'],
  ['sigmoid(z)', 1, 1, '.0242', '.00263'],
])('price on %s at (%d, %d): %s falls or rises to %s', (formula, mu, sigma, path, second) => {
  const laws = lawsAt(formula, mu, sigma);
  const variance = (form: ReturnType<typeof price>): number =>
    valueOf(laws.estimate(form, ALONG_SIGMA).variance);
  expectAsStated(variance(pathwise(ALONG_SIGMA)), path);
  expectAsStated(variance(price(ALONG_SIGMA, sigma)), second);
});

test.each([
  ['z^2', 2, '87', '64', '4', '0'],
  ['sin(10*z)', 0, '.5', '1.0', '50', '100'],
  ['cos(z)', 1, '.324', '.475', '.268', '.283'],
])(
  'antithetic pairs at equal m on %s, mu = %d: score %s → %s, pathwise %s → %s',
  (formula, mu, plainScore, pairScore, plainPath, pairPath) => {
    const laws = lawsAt(formula, mu, 1);
    const variance = (form: ReturnType<typeof price>): number =>
      valueOf(laws.estimate(form, ALONG_MU).variance);
    expectAsStated(variance(score(ALONG_MU, 1)), plainScore);
    expectAsStated(variance(pathwise(ALONG_MU)), plainPath);
    // One pair costs two draws.
    expectAsStated(2 * variance(mirrored(scoreVariable(ALONG_MU))), pairScore);
    expectAsStated(2 * variance(mirrored(pathVariable(ALONG_MU))), pairPath);
  },
);

test.each([
  ['cos(1.1*z)', 1, 1, '.314', '.350', '.0541'],
  ['clip(10*z, -1, 1)', 0.1, 0.1, '50.0', '24.9', '7.21'],
  ['z^2', 2, 1, '87', '4', '2.41'],
  ['z^2 + 0.1*sin(50*z)', 1, 1, '30.0', '16.5', '14.1'],
])('the mix on %s at (%d, %d): %s and %s give %s', (formula, mu, sigma, first, second, best) => {
  const laws = lawsAt(formula, mu, sigma);
  const alpha = valueOf(laws.baselines(ALONG_MU).mix);
  const variance = (form: ReturnType<typeof price>): number =>
    valueOf(laws.estimate(form, ALONG_MU).variance);
  expectAsStated(variance(score(ALONG_MU, sigma)), first);
  expectAsStated(variance(pathwise(ALONG_MU)), second);
  expectAsStated(variance(mix(alpha, ALONG_MU, sigma)), best);
  // No weight beside it does better.
  for (const step of [-1e-3, 1e-3])
    expect(variance(mix(alpha + step, ALONG_MU, sigma))).toBeGreaterThan(
      variance(mix(alpha, ALONG_MU, sigma)),
    );
});

it('the mix of z² weighs the score by −0.159: the pathwise weight is 1.159', () => {
  expectAsStated(1 - valueOf(lawsAt('z^2', 2, 1).baselines(ALONG_MU).mix), '1.159');
});

test.each([
  [2, '76'],
  [4, '53.333333'],
  [10, '45.777778'],
  [100, '42.343434'],
  [1_000_000, '42.000034'],
])('leave-one-out on z² at (2, 1): m = %d gives m·Var = %s', (m, stated) => {
  const law = lawsAt('z^2', 2, 1).estimate(leaveOneOut(ALONG_MU, 1, m), ALONG_MU);
  expectAsStated(m * valueOf(law.variance), stated);
  expect(law.bias).toEqual({ kind: 'finite', value: 0, error: 0 });
});

it('leave-one-out of 100 draws on exp(z) at (0.5, 1), the case of DifferentiableExpectations.jl', () => {
  const laws = lawsAt('exp(z)', 0.5, 1);
  const variance = (form: Parameters<typeof laws.estimate>[0], direction: Direction): number =>
    valueOf(laws.estimate(form, direction).variance);
  expectAsStated(variance(score(ALONG_MU, 1, 0, 100), ALONG_MU), '.930386');
  // (5e³ − 4e² + e³/99)/100
  expectAsStated(variance(leaveOneOut(ALONG_MU, 1, 100), ALONG_MU), '.71074344');
  expectAsStated(variance(score(ALONG_SIGMA, 1, 0, 100), ALONG_SIGMA), '6.75519');
  expectAsStated(variance(leaveOneOut(ALONG_SIGMA, 1, 100), ALONG_SIGMA), '5.87182');
});

it('leave-one-out of 20 draws on 2 z² at (−2.77, 1), the case of Storchastic', () => {
  const law = lawsAt('2*z^2', -2.77, 1).estimate(leaveOneOut(ALONG_MU, 1, 20), ALONG_MU);
  expectAsStated(valueOf(law.variance), '14.944');
});

test.each([
  [2, 2],
  [4, 3],
  [10, 3.6],
  [100, 3.96],
])('the batch mean as its own baseline takes 1/m from the gradient 4: m = %d gives %d', (m, mean) => {
  const law = lawsAt('z^2', 2, 1).estimate(batchMean(ALONG_MU, 1, m), ALONG_MU);
  expect(valueOf(law.mean)).toBeCloseTo(mean, 12);
  expect(valueOf(law.bias)).toBeCloseTo(-4 / m, 13);
  const whole = lawsAt('z^2', 2, 1).estimate(leaveOneOut(ALONG_MU, 1, m), ALONG_MU);
  const share = (m - 1) / m;
  expect(valueOf(law.variance)).toBeCloseTo(share * share * valueOf(whole.variance), 10);
  expect(valueOf(law.kurtosis)).toBeCloseTo(valueOf(whole.kurtosis), 10);
});
