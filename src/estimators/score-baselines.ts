import { scoreVariable } from '../truth/one-draw/variable/variable.ts';
import { costOfBoth, type Estimator } from './estimator.ts';

const SCORE_WITH_BASELINE = {
  approximates: 'the gradient of J = E r(Z), without bias',
  requires: 'a finite mean of |r(Z)|*eps^2; r may jump; the baseline must be known beforehand',
  cost: costOfBoth({ values: 1 }),
  average: true,
  needsOfM: null,
  builtIn: null,
  ownTerm: false,
  choosesByDirection: false,
} as const;

/**
 * The score function with the constant baseline E r: the mean of (r(z) − E r)·score.
 *
 * Approximates dJ/dmu and dJ/dsigma. With draws of r and the exact E r. Requires what `score` does.
 */
export const scoreConstant: Estimator = {
  ...SCORE_WITH_BASELINE,
  name: 'score_constant',
  title: 'Score function with the baseline E r',
  formula: { mu: '(r(z) - E r)*eps/sigma', sigma: '(r(z) - E r)*(eps^2 - 1)/sigma' },
  with: 'r(z) less its exact mean, times the derivative of the log density',
  source: 'Williams 1992, Machine Learning 8; Mohamed et al. 2020, JMLR 21(132), sect. 7',
  sumsOf: 'score_constant',
  form: ({ direction, sigma, m, constants }) => ({
    kind: 'average',
    family: 'plain',
    variable: scoreVariable(direction, constants.expectation),
    draws: m,
    scale: 1 / sigma,
  }),
};

/**
 * The score function with the best constant baseline b* = E[r·s²]/E[s²], one for each component: the mean of
 * (r(z) − b*)·s, s the score.
 *
 * Approximates dJ/dmu and dJ/dsigma. With draws of r and the exact b*. Requires what `score` does and
 * E|r(Z)|·s² finite.
 */
export const scoreOptimal: Estimator = {
  ...SCORE_WITH_BASELINE,
  name: 'score_optimal',
  title: 'Score function with the best constant baseline',
  formula: { mu: '(r(z) - b*)*eps/sigma', sigma: '(r(z) - b*)*(eps^2 - 1)/sigma' },
  with: 'r(z) less b* = E[r s^2]/E[s^2], s the derivative of the log density, times s',
  source: 'Weaver and Tao 2001, UAI; Greensmith, Bartlett and Baxter 2004, JMLR 5',
  sumsOf: 'score_optimal',
  choosesByDirection: true,
  form: ({ direction, sigma, m, constants }) => ({
    kind: 'average',
    family: 'plain',
    variable: scoreVariable(direction, constants.optimal),
    draws: m,
    scale: 1 / sigma,
  }),
};
