import type { Estimator } from './estimator.ts';

/**
 * The measure-valued (weak derivative) estimator with coupling. The derivative of the normal density is a
 * difference of two densities: for mu those of mu ± sigma·W, W Weibull(2, √2); for sigma those of mu +
 * sigma·M, M double-sided Maxwell, and of Z itself, coupled as U·M with U uniform.
 *
 * Approximates dJ/dmu and dJ/dsigma. With two evaluations of r a draw. Requires E|r(Z)|·eps² finite; r may
 * jump.
 */
export const measureValued: Estimator = {
  name: 'measure_valued',
  title: 'Measure-valued (weak derivative), coupled',
  formula: {
    mu: '(r(mu + sigma*W) - r(mu - sigma*W))/(sigma*sqrt(2*pi))',
    sigma: '(r(mu + sigma*M) - r(mu + sigma*U*M))/sigma',
  },
  approximates: 'the gradient of J = E r(Z), without bias',
  with: 'differences of r at coupled draws: W Weibull(2, sqrt 2); M double-sided Maxwell, U uniform',
  requires:
    'a finite mean of |r(Z)|*eps^2; r needs no derivative and may jump; two evaluations a draw and component',
  source: 'Pflug 1996, Optimization of Stochastic Models; Mohamed et al. 2020, JMLR 21(132), sect. 6',
  cost: {
    mu: { normals: 2, values: 2, derivatives: 0, seconds: 0 },
    sigma: { normals: 3, values: 2, derivatives: 0, seconds: 0 },
  },
  average: true,
  needsOfM: null,
  sumsOf: 'measure_valued',
  builtIn: null,
  ownTerm: false,
  choosesByDirection: false,
  form: ({ m }) => ({ kind: 'coupled', draws: m, scale: 1 }),
};
