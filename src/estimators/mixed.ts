import { combinedVariable, pathVariable, scoreVariable } from '../truth/one-draw/variable/variable.ts';
import { costOfBoth, type Estimator } from './estimator.ts';

/**
 * The mix of score and pathwise contributions of the same draws, alpha·x + (1 − alpha)·y, with the exact
 * weight of least variance, alpha* = (V2 − C)/(V1 + V2 − 2C): one for each component.
 *
 * Approximates dJ/dmu and dJ/dsigma. With draws of r and r'. Requires what both do, and finite variances.
 */
export const mixed: Estimator = {
  name: 'mixed',
  title: 'Variance-optimal mix of score and pathwise',
  formula: {
    mu: "alpha*r(z)*eps/sigma + (1 - alpha)*r'(z)",
    sigma: "alpha*r(z)*(eps^2 - 1)/sigma + (1 - alpha)*r'(z)*eps",
  },
  approximates: 'the gradient of J = E r(Z), without bias where r has no jumps',
  with: 'score and pathwise of the same draws, weighted by the exact alpha of least variance',
  requires: 'what score and pathwise require, and finite variances of both',
  source: 'Parmas, Rasmussen, Peters and Doya 2018, ICML, here with the covariance of the two',
  cost: costOfBoth({ values: 1, derivatives: 1 }),
  average: true,
  needsOfM: null,
  sumsOf: 'mixed',
  builtIn: null,
  ownTerm: false,
  choosesByDirection: true,
  form: ({ direction, sigma, m, constants }) => ({
    kind: 'average',
    family: 'plain',
    variable: combinedVariable(
      constants.mix / sigma,
      scoreVariable(direction),
      1 - constants.mix,
      pathVariable(direction),
    ),
    draws: m,
    scale: 1,
  }),
};
