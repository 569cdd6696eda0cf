import { pathVariable } from '../truth/one-draw/variable/variable.ts';
import { costOfBoth, type Estimator } from './estimator.ts';

/**
 * The pathwise estimator (reparameterization, infinitesimal perturbation analysis): the mean of dr(mu +
 * sigma·eps).
 *
 * Approximates dJ/dmu and dJ/dsigma. With draws of r'. Requires r without jumps: each jump adds a bias.
 */
export const pathwise: Estimator = {
  name: 'pathwise',
  title: 'Pathwise (reparameterization, infinitesimal perturbation analysis)',
  formula: { mu: "r'(z)", sigma: "r'(z)*eps" },
  approximates: 'the gradient of J = E r(Z), without bias where r has no jumps',
  with: 'the derivative of r along the path z = mu + sigma*eps, averaged over the draws',
  requires: "r continuous, with a derivative almost everywhere and a finite mean of |r'(Z)*eps|",
  source: 'Kingma and Welling 2014, ICLR, sect. 2.4; Mohamed et al. 2020, JMLR 21(132), eq. 29',
  cost: costOfBoth({ derivatives: 1 }),
  average: true,
  needsOfM: null,
  sumsOf: 'pathwise',
  ownTerm: true,
  choosesByDirection: false,
  builtIn: { contribution: { mu: 2, sigma: 3 }, exact: ({ pathwise: ofDraw }) => ofDraw },
  form: ({ direction, m }) => ({
    kind: 'average',
    family: 'plain',
    variable: pathVariable(direction),
    draws: m,
    scale: 1,
  }),
};
