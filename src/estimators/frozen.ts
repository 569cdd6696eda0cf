import type { Estimator } from './estimator.ts';
import { pathwise } from './pathwise.ts';
import { score } from './score.ts';

const FROZEN = {
  ownTerm: false,
  approximates:
    "the gradient of J = E r(Z; phi) less E dr/dphi, r's own part: without bias where r's part is a log density of Z",
} as const;

/**
 * The score function with r's own derivative by phi left out, as where r is detached from phi.
 *
 * Approximates d E r(Z; phi) less E dr/dphi. With draws of r alone. Requires what `score` does.
 */
export const scoreFrozen: Estimator = {
  ...score,
  ...FROZEN,
  name: 'score_frozen',
  title: "Score function without r's own derivative by phi",
  with: 'r(z; phi) times the derivative of the log density, averaged over the draws',
  source: 'Ranganath, Gerrish and Blei 2014, AISTATS, eq. 3, before the own term is dropped',
  sumsOf: 'score_frozen',
};

/**
 * The pathwise estimator with r's own derivative by phi left out: of an ELBO, sticking the landing.
 *
 * Approximates d E r(Z; phi) less E dr/dphi. With draws of r'. Requires what `pathwise` does.
 */
export const pathwiseFrozen: Estimator = {
  ...pathwise,
  ...FROZEN,
  name: 'pathwise_frozen',
  title: "Pathwise without r's own derivative by phi (sticking the landing)",
  with: 'the derivative of r along the path z = mu + sigma*eps alone, averaged over the draws',
  source: 'Roeder, Wu and Duvenaud 2017, NeurIPS, eq. 7',
  sumsOf: 'pathwise_frozen',
};
