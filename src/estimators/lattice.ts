import { pathVariable, scoreVariable } from '../truth/one-draw/variable/variable.ts';
import { costOfBoth, type Estimator } from './estimator.ts';

const LATTICE = {
  average: false,
  needsOfM: null,
  builtIn: null,
  ownTerm: false,
  choosesByDirection: false,
  source: 'Cranley and Patterson 1976, SIAM J. Numer. Anal. 13; Buchholz, Wenzel and Mandt 2018, ICML',
} as const;

/**
 * The score function by randomized quasi-Monte Carlo: eps = Φ⁻¹((j + U)/m), j = 0, …, m − 1, a lattice with
 * one uniform shift U a trial.
 *
 * Approximates dJ/dmu and dJ/dsigma. With m evaluations of r at points that are equally spaced in
 * probability. Requires what `score` does.
 */
export const scoreRqmc: Estimator = {
  ...LATTICE,
  name: 'score_rqmc',
  title: 'Score function, randomly shifted lattice',
  formula: { mu: 'r(z_j)*eps_j/sigma', sigma: 'r(z_j)*(eps_j^2 - 1)/sigma' },
  approximates: 'the gradient of J = E r(Z), without bias',
  with: 'eps_j the normal quantiles of (j + U)/m, one U a trial',
  requires: 'a finite mean of |r(Z)|*eps^2; r may jump',
  cost: costOfBoth({ values: 1 }),
  sumsOf: 'score_rqmc',
  form: ({ direction, sigma, m }) => ({
    kind: 'lattice',
    variable: scoreVariable(direction),
    points: m,
    scale: 1 / sigma,
  }),
};

/**
 * The pathwise estimator by randomized quasi-Monte Carlo, with the points of `score_rqmc`.
 *
 * Approximates dJ/dmu and dJ/dsigma. With m evaluations of r'. Requires what `pathwise` does.
 */
export const pathwiseRqmc: Estimator = {
  ...LATTICE,
  name: 'pathwise_rqmc',
  title: 'Pathwise, randomly shifted lattice',
  formula: { mu: "r'(z_j)", sigma: "r'(z_j)*eps_j" },
  approximates: 'the gradient of J = E r(Z), without bias where r has no jumps',
  with: 'eps_j the normal quantiles of (j + U)/m, one U a trial',
  requires: "r continuous, with a derivative almost everywhere and a finite mean of |r'(Z)*eps|",
  cost: costOfBoth({ derivatives: 1 }),
  sumsOf: 'pathwise_rqmc',
  form: ({ direction, m }) => ({ kind: 'lattice', variable: pathVariable(direction), points: m, scale: 1 }),
};
