import { priceVariable } from '../truth/one-draw/variable/variable.ts';
import type { Estimator } from './estimator.ts';

/**
 * The estimator by the theorems of Bonnet and Price: the mean of r'(z) for mu, as pathwise, and of
 * sigma·r''(z) for sigma.
 *
 * Approximates dJ/dmu and dJ/dsigma. With draws of r' and r''. Requires r with a continuous derivative: each
 * kink adds a bias to sigma, each jump to both.
 */
export const price: Estimator = {
  name: 'price',
  title: 'Second order (Bonnet and Price)',
  formula: { mu: "r'(z)", sigma: "sigma*r''(z)" },
  approximates: "the gradient of J = E r(Z), without bias where r and r' have no jumps",
  with: 'the first derivative of r for mu and the second for sigma, averaged over the draws',
  requires: "r with a continuous derivative, r'' almost everywhere and finite means of |r'(Z)| and |r''(Z)|",
  source: 'Price 1958; Bonnet 1964; Rezende, Mohamed and Wierstra 2014, ICML',
  cost: {
    mu: { normals: 1, values: 0, derivatives: 1, seconds: 0 },
    sigma: { normals: 1, values: 0, derivatives: 0, seconds: 1 },
  },
  average: true,
  needsOfM: null,
  sumsOf: 'price',
  builtIn: null,
  ownTerm: false,
  choosesByDirection: false,
  form: ({ direction, sigma, m }) => ({
    kind: 'average',
    family: 'plain',
    variable: priceVariable(direction, sigma),
    draws: m,
    scale: 1,
  }),
};
