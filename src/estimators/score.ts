import { scoreVariable } from '../truth/one-draw/variable/variable.ts';
import { costOfBoth, type Estimator } from './estimator.ts';

/**
 * The score-function estimator (likelihood ratio, REINFORCE): the mean of r(z) times the score of the normal
 * density.
 *
 * Approximates dJ/dmu and dJ/dsigma. With draws of r alone. Requires E|r(Z)·score| finite; r may jump.
 */
export const score: Estimator = {
  name: 'score',
  title: 'Score function (likelihood ratio, REINFORCE)',
  formula: { mu: 'r(z)*eps/sigma', sigma: 'r(z)*(eps^2 - 1)/sigma' },
  approximates: 'the gradient of J = E r(Z), without bias',
  with: 'r(z) times the derivative of the log density, averaged over the draws',
  requires: 'a finite mean of |r(Z)|*eps^2; r needs no derivative and may jump',
  source: 'Williams 1992, Machine Learning 8, sect. 6; Mohamed et al. 2020, JMLR 21(132), eq. 13',
  cost: costOfBoth({ values: 1 }),
  average: true,
  needsOfM: null,
  sumsOf: 'score',
  ownTerm: true,
  choosesByDirection: false,
  builtIn: { contribution: { mu: 0, sigma: 1 }, exact: ({ score: ofDraw }) => ofDraw },
  form: ({ direction, sigma, m }) => ({
    kind: 'average',
    family: 'plain',
    variable: scoreVariable(direction),
    draws: m,
    scale: 1 / sigma,
  }),
};
